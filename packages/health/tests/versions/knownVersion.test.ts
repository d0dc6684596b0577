import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownVersion } from '../../src/versions/knownVersion.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const version = ['--version'];

function npm(manifest: string, script = 'npm-cli.js'): string {
  const dir = tempDir();
  dir.file(`lib/node_modules/npm/bin/${script}`, '#!/usr/bin/env node\n', 0o755);
  dir.file('lib/node_modules/npm/package.json', manifest);
  const link = join(dir.path, 'npm');
  symlinkSync(`lib/node_modules/npm/bin/${script}`, link);
  return link;
}

describe.skipIf(process.platform === 'win32')('knownVersion', () => {
  it('knows this Node, also by another name', () => {
    const link = join(tempDir().path, 'node');
    symlinkSync(process.execPath, link);
    for (const path of [process.execPath, link]) {
      expect(knownVersion(path, version)).toEqual({ version: process.version, source: 'this process' });
    }
  });

  it.each(['npm-cli.js', 'npx-cli.js'])('reads npm’s own package for %s', (script) => {
    const path = npm('{"name":"npm","version":"10.8.2"}', script);
    expect(knownVersion(path, ['-v'])).toEqual({ version: '10.8.2', source: 'package.json' });
  });

  it.each([
    ['another package', '{"name":"pnpm","version":"10.8.2"}'],
    ['no version', '{"name":"npm"}'],
    ['a version that is none', '{"name":"npm","version":"\\u001b[2J"}'],
    ['no JSON', 'nonsense'],
    ['null', 'null'],
  ])('knows nothing from %s', (_, manifest) => {
    expect(knownVersion(npm(manifest), version)).toBeUndefined();
  });

  it('knows nothing about other programs, other arguments and missing files', () => {
    const dir = tempDir();
    expect(knownVersion(dir.file('tool', ''), version)).toBeUndefined();
    expect(knownVersion(dir.file('npm-cli.js', ''), version)).toBeUndefined();
    expect(knownVersion(process.execPath, ['-p', 'process.versions.v8'])).toBeUndefined();
    expect(knownVersion(process.execPath, ['--help'])).toBeUndefined();
    expect(knownVersion(join(dir.path, 'none'), version)).toBeUndefined();
  });
});
