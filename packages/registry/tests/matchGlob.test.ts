import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchGlob } from '../src/matchGlob.js';

describe('matchGlob', () => {
  it.each([
    ['*.py', 'a.py', true],
    ['*.py', 'a.pyc', false],
    ['*.py', '.py', true],
    ['?.ts', 'a.ts', true],
    ['?.ts', 'ab.ts', false],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'abcab', false],
    ['', '', true],
    ['', 'a', false],
    ['[ab].py', 'a.py', false],
    ['a.c', 'abc', false],
    ['?', '', false],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matchGlob(pattern, text)).toBe(expected);
  });

  it('agrees with the regular expression of the same meaning', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '[^]*').replaceAll('?', '[^]');
        expect(matchGlob(pattern, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
    );
  });

  it('ends for a pattern that makes a backtracking matcher run for ever', () => {
    expect(matchGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
