import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../src/migrate/lineDiff.js';

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Applies a unified diff, hunk by hunk, by the line numbers it gives. */
function apply(before: string, diff: string): string {
  const old = before === '' ? [] : before.slice(0, -1).split('\n');
  const output: string[] = [];
  let at = 0;
  expect(diff.split('\n')[2]).toMatch(/^@@ /);
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (Number(hunk[2]) === 0 ? 0 : 1);
      output.push(...old.slice(at, start));
      at = start;
      expect(output.length).toBe(Number(hunk[3]) - (Number(hunk[4]) === 0 ? 0 : 1));
    } else if (line.startsWith('+')) output.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) output.push(line.slice(1));
      at += 1;
    }
  }
  return text([...output, ...old.slice(at)]);
}

describe('lineDiff', () => {
  it('is empty for texts that are the same', () => {
    expect(lineDiff('a\n', 'a\n', 'f')).toBe('');
  });

  it('shows three lines around a change, and changes far apart as hunks of their own', () => {
    const before = numbered(30);
    const after = before.toSpliced(4, 1, 'five').toSpliced(24, 0, 'new');
    expect(
      lineDiff(text(before), text(after), 'f.json')
        .split('\n')
        .filter((line) => /^[-+@]/.test(line)),
    ).toEqual([
      '--- f.json',
      '+++ f.json',
      '@@ -2,7 +2,7 @@',
      '-line 5',
      '+five',
      '@@ -22,6 +22,7 @@',
      '+new',
    ]);
  });

  it('gives a diff that makes the new text of the old one', () => {
    const line = fc.constantFrom('a', 'b', 'c', '{', '}', '');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.array(line, { minLength: 1, maxLength: 30 }),
        (old, young) => {
          const [before, after] = [text(old), text(young)];
          if (before !== after) expect(apply(before, lineDiff(before, after, 'f'))).toBe(after);
        },
      ),
    );
  });

  it('shows texts too large to be compared as replaced', () => {
    const [before, after] = [numbered(2500), numbered(2500).map((line) => `${line}!`)];
    const diff = lineDiff(text(before), text(after), 'f');
    expect(apply(text(before), diff)).toBe(text(after));
  });
});
