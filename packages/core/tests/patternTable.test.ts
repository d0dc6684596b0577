import { describe, expect, it } from 'vitest';
import { createPatternTable } from '../src/patternTable.js';

const bytes = (text: string): Buffer => Buffer.from(text);
const table = createPatternTable(['abcd', 'abc', 'abxyz', 'zz--'].map(bytes));

describe('createPatternTable', () => {
  it('skips to the next place where a pattern may begin', () => {
    expect(table.next(bytes('..ab.zz'), 0)).toBe(2);
    expect(table.next(bytes('..ab.zz'), 3)).toBe(5);
    expect(table.next(bytes('plain'), 0)).toBe(5);
    expect(table.next(bytes(''), 0)).toBe(0);
  });

  it('stops at a last byte that begins a pattern', () => {
    expect(table.next(bytes('..a'), 0)).toBe(2);
    expect(table.test(bytes('..a'), 2)).toEqual({ matched: 0, live: true });
    expect(table.next(bytes('..b'), 0)).toBe(3);
  });

  it('finds the longest pattern', () => {
    expect(table.test(bytes('abcde'), 0)).toEqual({ matched: 4, live: false });
    expect(table.test(bytes('abce'), 0)).toEqual({ matched: 3, live: false });
    expect(table.test(bytes('abe.'), 0)).toEqual({ matched: 0, live: false });
  });

  it('tells whether more input may complete a longer pattern', () => {
    expect(table.test(bytes('abc'), 0)).toEqual({ matched: 3, live: true });
    expect(table.test(bytes('abxy'), 0)).toEqual({ matched: 0, live: true });
  });

  it('never finds anything without patterns', () => {
    const empty = createPatternTable([]);
    expect(empty.next(Buffer.alloc(10), 0)).toBe(10);
    expect(empty.test(bytes('ab'), 0)).toEqual({ matched: 0, live: false });
  });
});
