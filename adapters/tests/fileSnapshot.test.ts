import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareSnapshots, confirmReported, takeSnapshot } from '../src/fileSnapshot.js';
import { tempDir } from './kit/invoke.js';

describe('compareSnapshots', () => {
  it('tells modified, created, deleted and untouched files apart', () => {
    const cwd = tempDir();
    const files = ['changed.txt', 'new.txt', 'gone.txt', 'same.txt', 'never.txt'];
    for (const file of ['changed.txt', 'gone.txt', 'same.txt']) writeFileSync(join(cwd, file), 'one\ntwo\n');
    const before = takeSnapshot(files, cwd);
    writeFileSync(join(cwd, 'changed.txt'), 'one\n2\nthree\n');
    writeFileSync(join(cwd, 'new.txt'), 'fresh\n');
    rmSync(join(cwd, 'gone.txt'));
    expect(compareSnapshots(before, takeSnapshot(files, cwd))).toEqual({
      modified: ['changed.txt'],
      created: ['new.txt'],
      deleted: ['gone.txt'],
      linesAdded: 3,
      linesRemoved: 3,
    });
  });

  it('counts no lines in binary files and ignores folders', () => {
    const cwd = tempDir();
    mkdirSync(join(cwd, 'src'));
    writeFileSync(join(cwd, 'a.bin'), Buffer.from([0, 10, 10]));
    const before = takeSnapshot(['a.bin', 'src'], cwd);
    writeFileSync(join(cwd, 'a.bin'), Buffer.from([0, 10]));
    const changes = compareSnapshots(before, takeSnapshot(['a.bin', 'src'], cwd));
    expect(changes).toMatchObject({ modified: ['a.bin'], linesAdded: 0, linesRemoved: 0 });
  });
});

describe('confirmReported', () => {
  it('believes a claim only about a file written since the start', () => {
    const cwd = tempDir();
    const since = Date.now();
    writeFileSync(join(cwd, 'fresh.py'), 'x');
    writeFileSync(join(cwd, 'named.py'), 'x');
    writeFileSync(join(cwd, 'old.py'), 'x');
    utimesSync(join(cwd, 'old.py'), 1_000, 1_000);
    const claims = ['fresh.py', 'fresh.py', 'old.py', 'missing.py', './named.py', '.'];
    expect(confirmReported(claims, { cwd, since, known: ['named.py'] })).toEqual(['fresh.py']);
  });
});
