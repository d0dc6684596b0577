import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseWindowsShim } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { commandLinks } from '../../src/store/commandLinks.js';
import {
  mendPointer,
  readPointer,
  switchPointer,
  type PointerPlace,
} from '../../src/store/currentPointer.js';
import { dropGeneration } from '../../src/store/dropGeneration.js';
import type { GenerationPackage } from '../../src/store/Generation.js';
import { defaultInstallFs } from '../../src/store/InstallFs.js';
import { toolsLayout } from '../../src/store/toolsLayout.js';
import { writeGeneration } from '../../src/store/writeGeneration.js';
import { systemError } from '../support/faultyFs.js';
import { tempDir } from '../support/tempDir.js';

const ruff: GenerationPackage = {
  manager: 'pipx',
  name: 'ruff',
  version: '1',
  integrity: [],
  directory: 'store/pipx/abc',
  commands: { ruff: 'venv/Scripts/100% ruff.exe' },
  installedAt: '2026-01-01T00:00:00.000Z',
};

function place(platform: NodeJS.Platform = 'win32'): PointerPlace {
  const layout = toolsLayout(tempDir());
  for (const number of [1, 2]) mkdirSync(layout.generation(number), { recursive: true });
  mkdirSync(layout.store);
  return { fs: defaultInstallFs, layout, platform };
}

describe('a generation on Windows', () => {
  it('starts each command by a batch file and a shell script, through its own junction into the store', () => {
    const here = place();
    writeGeneration({ format: 1, number: 7, createdAt: 'now', packages: [ruff] }, here);
    const directory = here.layout.generation(7);
    expect(readlinkSync(join(directory, 'store'))).toBe(here.layout.store);
    expect(readFileSync(join(directory, 'bin/ruff.cmd'), 'utf8')).toBe(
      '@"%~dp0..\\store\\pipx\\abc\\venv\\Scripts\\100%% ruff.exe" %*\r\n',
    );
    expect(readFileSync(join(directory, 'bin/ruff'), 'utf8')).toBe(
      `#!/bin/sh\nexec "$(dirname "$0")"/../'store/pipx/abc/venv/Scripts/100% ruff.exe' "$@"\n`,
    );
    dropGeneration(here, 7);
    expect(existsSync(directory)).toBe(false);
    expect(existsSync(here.layout.store)).toBe(true);
  });

  it('has batch files that lead a runner to the program itself', () => {
    const here = place();
    const packages = [{ ...ruff, commands: { ruff: 'Scripts/ruff.exe' } }];
    writeGeneration({ format: 1, number: 7, createdAt: 'now', packages }, here);
    const text = readFileSync(join(here.layout.generation(7), 'bin/ruff.cmd'), 'utf8');
    expect(parseWindowsShim(text, String.raw`C:\t\current\bin\ruff.cmd`)).toEqual({
      kind: 'self',
      nodeArgs: [],
      target: String.raw`C:\t\current\store\pipx\abc\Scripts\ruff.exe`,
    });
  });

  it('gives a command that differs only in case to the first', () => {
    const second = { ...ruff, name: 'Ruff', commands: { RUFF: 'x' } };
    expect(commandLinks([ruff, second], 'win32').links).toHaveLength(1);
    expect(commandLinks([ruff, second], 'linux').links).toHaveLength(2);
  });
});

describe.each(['win32', 'linux'] as const)('the pointer on %s', (platform) => {
  it('names no generation, then one, then another, then none again', () => {
    const here = place(platform);
    expect(readPointer(here)).toBeUndefined();
    for (const number of [1, 2, undefined]) {
      switchPointer(here, number);
      expect(readPointer(here)).toBe(number);
    }
    switchPointer(here, undefined);
  });

  it('drops what a switch that was cut short left beside it', () => {
    const here = place(platform);
    switchPointer(here, 1);
    symlinkSync(here.layout.generation(2), `${here.layout.current}.new`);
    mendPointer(here);
    expect(readPointer(here)).toBe(1);
    expect(existsSync(`${here.layout.current}.new`)).toBe(false);
  });

  it('says which path could not be changed', () => {
    const here = place(platform);
    const fs = {
      ...here.fs,
      symlinkSync: () => {
        throw systemError('EROFS');
      },
    };
    expect(() => switchPointer({ ...here, fs }, 1)).toThrow(`Cannot use ${here.layout.current}: EROFS.`);
  });
});

describe('a switch on Windows that was cut short', () => {
  it('leaves the old generation in use, also before it is mended', () => {
    const here = place();
    switchPointer(here, 1);
    renameSync(here.layout.current, `${here.layout.current}.old`);
    expect(readPointer(here)).toBe(1);
    mendPointer(here);
    expect(readlinkSync(here.layout.current)).toBe(here.layout.generation(1));
  });

  it('leaves the new one in use when only the old one was not yet removed', () => {
    const here = place();
    switchPointer(here, 2);
    symlinkSync(here.layout.generation(1), `${here.layout.current}.old`);
    mendPointer(here);
    expect(readPointer(here)).toBe(2);
    expect(() => unlinkSync(`${here.layout.current}.old`)).toThrow('ENOENT');
  });
});
