import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from '../src/lineChanges.js';

describe('lineChanges', () => {
  it('counts nothing for equal texts', () => {
    expect(lineChanges('a\nb\n', 'a\nb\n')).toEqual({ added: 0, removed: 0 });
  });

  it('counts every line of a new and of a deleted text', () => {
    expect(lineChanges('', 'a\nb\n')).toEqual({ added: 2, removed: 0 });
    expect(lineChanges('a\nb', '')).toEqual({ added: 0, removed: 2 });
  });

  it('counts a changed line as one added and one removed', () => {
    expect(lineChanges('a\nb\nc\n', 'a\nB\nc\n')).toEqual({ added: 1, removed: 1 });
  });

  it('finds separate changes between unchanged lines', () => {
    expect(lineChanges('1\na\n2\nb\n3\n', '1\n2\nb\nx\ny\n3\n')).toEqual({ added: 2, removed: 1 });
  });

  it('counts texts too different for a diff as replaced', () => {
    const old = Array.from({ length: 3000 }, (_, n) => `old ${n}`).join('\n');
    const now = Array.from({ length: 2500 }, (_, n) => `new ${n}`).join('\n');
    expect(lineChanges(old, now)).toEqual({ added: 2500, removed: 3000 });
  });

  it('agrees with the longest common subsequence on any texts', () => {
    const lines = array(constantFrom('a', 'b', 'c'), { maxLength: 12 });
    assert(
      property(lines, lines, (old, now) => {
        const text = (list: string[]): string => list.map((line) => `${line}\n`).join('');
        const common = longestCommon(old, now);
        expect(lineChanges(text(old), text(now))).toEqual({
          added: now.length - common,
          removed: old.length - common,
        });
      }),
    );
  });
});

function longestCommon([a, ...as]: string[], b: string[]): number {
  if (a === undefined) return 0;
  const at = b.indexOf(a);
  const skipped = longestCommon(as, b);
  return at < 0 ? skipped : Math.max(skipped, 1 + longestCommon(as, b.slice(at + 1)));
}
