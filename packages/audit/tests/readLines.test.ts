import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLines } from '../src/readLines.js';
import { tempDir } from './support/tempDir.js';

function linesOf(content: string, blockBytes: number): readonly string[] {
  const path = join(tempDir(), 'file');
  writeFileSync(path, content);
  return [...readLines(path, { blockBytes })].map(
    ({ bytes, number, terminated }) => `${number}:${bytes.toString()}${terminated ? '' : ' (open)'}`,
  );
}

it.each([1, 2, 3, 5, 1000])('splits a file into lines, read in blocks of %i bytes', (blockBytes) => {
  expect(linesOf('one\n\ntwo žž\nthree', blockBytes)).toEqual(['1:one', '2:', '3:two žž', '4:three (open)']);
  expect(linesOf('one\n', blockBytes)).toEqual(['1:one']);
  expect(linesOf('', blockBytes)).toEqual([]);
});

it('begins at a byte', () => {
  const path = join(tempDir(), 'file');
  writeFileSync(path, 'one\ntwo\nthree\n');
  expect([...readLines(path, { from: 4, blockBytes: 2 })].map(({ bytes }) => bytes.toString())).toEqual([
    'two',
    'three',
  ]);
  expect([...readLines(path, { from: 14 })]).toEqual([]);
});
