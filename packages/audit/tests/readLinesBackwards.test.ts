import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLines } from '../src/readLines.js';
import { readLinesBackwards } from '../src/readLinesBackwards.js';
import { tempDir } from './support/tempDir.js';

it('reads the lines of any file in the opposite order', () => {
  const path = join(tempDir(), 'file');
  const text = fc
    .array(fc.constantFrom('a', 'ž', '\n', '\n', '\r'), { maxLength: 30 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (content, blockBytes) => {
      writeFileSync(path, content);
      const forwards = [...readLines(path)].map(({ bytes }) => bytes.toString());
      const backwards = [...readLinesBackwards(path, { blockBytes })].map((bytes) => bytes.toString());
      expect(backwards.toReversed()).toEqual(forwards);
    }),
  );
});

// Windows would write all the zeros.
it.skipIf(process.platform === 'win32')('reads no more than it is asked for', () => {
  const path = join(tempDir(), 'file');
  writeFileSync(path, '');
  truncateSync(path, 2 ** 36);
  appendFileSync(path, '\nlast\n');
  for (const line of readLinesBackwards(path)) {
    expect(line.toString()).toBe('last');
    break;
  }
});

it('ends where somebody cuts the file meanwhile', () => {
  const path = join(tempDir(), 'file');
  writeFileSync(path, 'first\nsecond\nthird\n');
  const lines: string[] = [];
  for (const line of readLinesBackwards(path, { blockBytes: 4 })) {
    lines.push(line.toString());
    writeFileSync(path, 'fir');
  }
  expect(lines[0]).toBe('third');
  // And not what happened to be in memory.
  expect(lines.at(-1)).toMatch(/^fir/);
});
