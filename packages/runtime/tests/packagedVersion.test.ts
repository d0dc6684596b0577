import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../../tools/testing/tempDir.mjs';
import { packagedVersion } from '../src/packagedVersion.js';

const linux = { platform: 'linux' } as const;
const aider = { manager: 'pipx', name: 'aider-chat' };

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function npmTool(name = '@acme/tool'): string {
  const root = tempDir();
  const folder = join(root, 'lib', 'node_modules', name);
  const target = write(join(folder, 'cli.js'), '#!/usr/bin/env node\n');
  write(join(folder, 'package.json'), JSON.stringify({ name, version: '4.5.6' }));
  mkdirSync(join(root, 'bin'));
  symlinkSync(target, join(root, 'bin', 'tool'));
  return join(root, 'bin', 'tool');
}

function pipxTool(shebang: (python: string) => string = (python) => `#!${python}`): string {
  const venv = join(tempDir(), 'venvs', 'aider-chat');
  const python = write(join(venv, 'bin', 'python'), '');
  write(
    join(venv, 'pipx_metadata.json'),
    JSON.stringify({ main_package: { package: 'aider-chat', package_version: '0.86.2' } }),
  );
  return write(join(venv, 'bin', 'aider'), `${shebang(python)}\nimport aider\n`);
}

describe('packagedVersion', () => {
  it('is the one in package.json of the npm package that the command belongs to', () => {
    const path = npmTool();
    expect(packagedVersion(path, { manager: 'npm', name: '@acme/tool' }, linux)).toBe('4.5.6');
    expect(packagedVersion(path, { manager: 'pnpm', name: '@acme/tool' }, linux)).toBe('4.5.6');
  });

  it('is the one that pipx keeps, whichever manager of Python is configured and however the name is written', () => {
    const path = pipxTool();
    expect(packagedVersion(path, aider, linux)).toBe('0.86.2');
    expect(packagedVersion(path, { manager: 'uv', name: 'Aider_Chat' }, linux)).toBe('0.86.2');
  });

  it('is the one of what pip installed', () => {
    const root = tempDir();
    const python = write(join(root, 'bin', 'python3'), '');
    const path = write(join(root, 'bin', 'pytest'), `#!${python}\n`);
    write(join(root, 'lib', 'python3.11', 'site-packages', 'pytest-9.2.0.dist-info', 'METADATA'), '');
    expect(packagedVersion(path, { manager: 'pipx', name: 'pytest' }, linux)).toBe('9.2.0');
  });

  it('is not known where the command belongs to another package or to none', () => {
    expect(
      packagedVersion(npmTool('wrapper'), { manager: 'npm', name: '@acme/tool' }, linux),
    ).toBeUndefined();
    expect(packagedVersion(pipxTool(), { manager: 'npm', name: 'aider-chat' }, linux)).toBeUndefined();
    expect(packagedVersion(write(join(tempDir(), 'tool'), '#!/bin/sh\n'), aider, linux)).toBeUndefined();
    expect(packagedVersion(join(tempDir(), 'gone'), aider, linux)).toBeUndefined();
  });

  it('is not known where no package, or one of another manager, is configured', () => {
    const path = npmTool();
    for (const configured of [
      {},
      { manager: 'npm' },
      { name: '@acme/tool' },
      { manager: 'brew', name: '@acme/tool' },
    ])
      expect(packagedVersion(path, configured, linux)).toBeUndefined();
  });

  it('is not known once the Python of the environment is gone', () => {
    const gone = join(tempDir(), 'python3.11');
    expect(
      packagedVersion(
        pipxTool(() => `#!${gone}`),
        aider,
        linux,
      ),
    ).toBeUndefined();
    expect(
      packagedVersion(
        pipxTool(() => `#!/bin/sh\n'''exec' ${gone} "$0" "$@"\n' '''`),
        aider,
        linux,
      ),
    ).toBeUndefined();
    expect(
      packagedVersion(
        pipxTool((python) => `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''`),
        aider,
        linux,
      ),
    ).toBe('0.86.2');
  });
});
