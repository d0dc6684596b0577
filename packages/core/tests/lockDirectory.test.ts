import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  claimGeneration,
  generationOf,
  listLock,
  markReleased,
  readGeneration,
  sweepLock,
  withdrawClaim,
  writtenAt,
} from '../src/lockDirectory.js';
import { modeOf } from './support/modeOf.js';
import { tempDir } from './support/tempDir.js';

const failWith = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};

describe('listLock', () => {
  it('creates the directory for its owner only', () => {
    const dir = join(tempDir(), 'a', 'x.lock');
    expect(listLock(dir)).toEqual({ generation: 0, released: false, names: [] });
    expect(modeOf(dir)).toBe('700');
  });

  it('compares generations as numbers and ignores other files', () => {
    const dir = tempDir();
    for (const name of ['9', '10.released', 'tmp-1-x', '99.txt', 'x11', '.12'])
      writeFileSync(join(dir, name), '');
    expect(listLock(dir)).toMatchObject({ generation: 10, released: true });
  });

  it('reports what makes the directory unusable', () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    expect(() => listLock(file)).toThrow(/ENOTDIR/);
  });
});

it.each([
  ['7', 7],
  ['7.released', 7],
  ['tmp-7-a', undefined],
  ['7.tmp', undefined],
  ['', undefined],
])('reads the generation of a file named %j', (name, generation) => {
  expect(generationOf(name)).toBe(generation);
});

describe('claimGeneration', () => {
  it('creates the file with its content and leaves no temporary file', () => {
    const dir = tempDir();
    expect(claimGeneration(dir, 4, 'me')).toBe(true);
    expect(readGeneration(dir, 4)).toBe('me');
    expect(readdirSync(dir)).toEqual(['4']);
  });

  it('never replaces a claim', () => {
    const dir = tempDir();
    claimGeneration(dir, 4, 'first');
    expect(claimGeneration(dir, 4, 'second')).toBe(false);
    expect(readGeneration(dir, 4)).toBe('first');
    expect(readdirSync(dir)).toEqual(['4']);
  });

  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'falls back to exclusive creation when a link fails with %s',
    (code) => {
      const dir = tempDir();
      expect(claimGeneration(dir, 1, 'first', failWith(code))).toBe(true);
      expect(claimGeneration(dir, 1, 'second', failWith(code))).toBe(false);
      expect(readFileSync(join(dir, '1'), 'utf8')).toBe('first');
      expect(readdirSync(dir)).toEqual(['1']);
    },
  );

  it('counts a vanished temporary file or directory as a lost race', () => {
    expect(claimGeneration(tempDir(), 1, 'me', failWith('ENOENT'))).toBe(false);
    expect(claimGeneration(join(tempDir(), 'gone'), 1, 'me')).toBe(false);
  });

  it('passes other failures on and leaves nothing behind', () => {
    const dir = tempDir();
    expect(() => claimGeneration(dir, 1, 'me', failWith('EIO'))).toThrow('EIO');
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('the life of a generation', () => {
  it('is renamed when it is given up', () => {
    const dir = tempDir();
    claimGeneration(dir, 3, 'me');
    markReleased(dir, 3);
    expect(readdirSync(dir)).toEqual(['3.released']);
    expect(readGeneration(dir, 3)).toBeUndefined();
    expect(writtenAt(dir, 3)).toBeUndefined();
  });

  it('is removed when it came too late, also if it is gone already', () => {
    const dir = tempDir();
    claimGeneration(dir, 3, 'me');
    withdrawClaim(dir, 3);
    withdrawClaim(dir, 3);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('reports a generation that cannot be read', () => {
    const dir = tempDir();
    mkdirSync(join(dir, '3'));
    expect(() => readGeneration(dir, 3)).toThrow(/EISDIR/);
  });
});

it('sweeps lower generations and orphaned temporary files only', () => {
  const dir = tempDir();
  const names = ['1.released', '2', '3', '4', 'tmp-100-a', 'tmp-200-b', 'notes.txt'];
  for (const name of names) writeFileSync(join(dir, name), '');
  sweepLock(dir, 3, names, (pid) => pid === 200);
  expect(readdirSync(dir).sort()).toEqual(['3', '4', 'notes.txt', 'tmp-200-b']);
  expect(existsSync(join(dir, '2'))).toBe(false);
});
