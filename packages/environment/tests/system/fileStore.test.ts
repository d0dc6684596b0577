import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemFileStore } from '../../src/system/FileStore.js';
import { isWithin } from '../../src/system/isWithin.js';
import { tempDir } from '../support/tempDir.js';

describe('the files of the machine', () => {
  it('are told apart without following links', () => {
    const folder = tempDir();
    systemFileStore.write(join(folder, 'a', 'file'), 'text', { mode: 0o600 });
    expect(systemFileStore.entry(join(folder, 'a'))?.kind).toBe('directory');
    expect(systemFileStore.entry(join(folder, 'a', 'file'))?.kind).toBe('file');
    expect(systemFileStore.entry(join(folder, 'a', 'file', 'below'))).toBeUndefined();
    expect(systemFileStore.realPath(join(folder, 'missing'))).toBeUndefined();
    expect(systemFileStore.isWritable(join(folder, 'missing'))).toBe(false);
    expect(systemFileStore.read(join(folder, 'a', 'file'), 2).toString()).toBe('te');
    if (process.platform === 'win32') return;
    systemFileStore.link('nowhere', join(folder, 'new', 'link'));
    expect(systemFileStore.entry(join(folder, 'new', 'link'))?.kind).toBe('link');
    expect(lstatSync(join(folder, 'new', 'link')).isSymbolicLink()).toBe(true);
    expect(systemFileStore.entry('/dev/null')?.kind).toBe('other');
  });

  it('lose a directory only when it is empty', () => {
    const folder = tempDir();
    mkdirSync(join(folder, 'full'));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'full', 'x'), '');
    for (const name of ['full', 'empty', 'missing']) systemFileStore.removeEmptyDirectory(join(folder, name));
    expect([existsSync(join(folder, 'full')), existsSync(join(folder, 'empty'))]).toEqual([true, false]);
  });

  it('lie in a folder by the parts of their paths', () => {
    expect(isWithin('/a/b', '/a', 'linux')).toBe(true);
    expect(isWithin('/ab', '/a', 'linux')).toBe(false);
    expect(isWithin('D:\\a', 'C:\\', 'win32')).toBe(false);
  });
});
