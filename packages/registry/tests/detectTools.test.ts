import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectTools } from '../src/detectTools.js';
import { tool } from './support/samples.js';
import { useTempDir } from './support/tempDir.js';

describe('detectTools', () => {
  const dir = useTempDir();
  const detect = (detectCommands: readonly string[], path = [`${dir.path}/bin`]) =>
    detectTools({ tools: { x: tool('X', { detectCommands }) } }, { env: { PATH: path.join(delimiter) } })[0];

  it('finds a bare name in PATH and gives its absolute path', () => {
    const path = dir.write('bin/xtool', '', 0o755);
    expect(detect(['other', 'xtool'])).toEqual({
      tool: 'x',
      name: 'X',
      installed: true,
      command: 'xtool',
      path,
      capabilities: ['editing'],
    });
  });

  it('finds an absolute path that PATH does not hold', () => {
    const path = dir.write('elsewhere/xtool', '', 0o755);
    expect(detect(['xtool', path])).toMatchObject({ installed: true, command: path, path });
  });

  it('does not start what it finds', () => {
    dir.write('bin/xtool', `#!/bin/sh\ntouch ${dir.path}/started\n`, 0o755);
    expect(detect(['xtool'])?.installed).toBe(true);
    expect(detect([`${dir.path}/started`])?.installed).toBe(false);
  });

  it.each([
    ['a name with an unset variable', ['%APPDATA%/npm/xtool', '/%NOWHERE%/xtool']],
    ['a relative path', ['./xtool', 'bin/xtool', '../xtool']],
    ['nothing', ['']],
    ['a folder', ['folder']],
    ['a file that cannot be run', ['plain']],
    ['a path of Windows', ['C:/Tools/xtool.exe']],
  ])('is not found by %s', (_, commands) => {
    dir.write('bin/plain', '', 0o644);
    dir.mkdir('bin/folder');
    dir.write('bin/%NOWHERE%/xtool', '', 0o755);
    expect(detect(commands)).toMatchObject({ installed: false, command: null, path: null });
  });

  it('never looks in the current directory, whatever PATH says', () => {
    const name = `planted-${process.pid}`;
    const here = (path: string[]) => detect([name, 'package.json'], path)?.installed;
    expect([here(['']), here(['.']), here(['tests'])]).toEqual([false, false, false]);
  });

  it('looks for Windows executables on Windows', () => {
    const seen: string[] = [];
    const found = detectTools(
      { tools: { x: tool('X', { detectCommands: ['%APPDATA%/npm/x.cmd', 'claude'] }) } },
      {
        env: { Path: 'C:\\Tools', PATHEXT: '.EXE;.CMD' },
        platform: 'win32',
        isExecutable: (path) => seen.push(path) > 0 && path.toLowerCase() === 'c:\\tools\\claude.cmd',
      },
    );
    expect(found[0]?.path?.toLowerCase()).toBe('c:\\tools\\claude.cmd');
    expect(seen.every((path) => path.startsWith('C:\\Tools'))).toBe(true);
  });

  it('has an empty list for a tool without capabilities', () => {
    expect(detectTools({ tools: { x: { name: 'X', detectCommands: [] } } })[0]?.capabilities).toEqual([]);
  });
});
