import { describe, expect, it } from 'vitest';
import { isAtLeast, readVersion } from '../src/readVersion.js';

describe('readVersion', () => {
  it.each([
    ['v20.19.0', 20, 19],
    ['Python 3.11.2', 3, 11],
    ['git version 2.39.5 (Apple)', 2, 39],
    ['1.2', 1, 2],
  ])('reads %s', (text, major, minor) => {
    expect(readVersion(text)).toEqual({ major, minor });
  });

  it.each(['', 'none', '12', '1234567890.1'])('finds none in %o', (text) => {
    expect(readVersion(text)).toBeUndefined();
  });
});

describe('isAtLeast', () => {
  it.each([
    ['3.10.0', true],
    ['3.9.9', false],
    ['4.0.0', true],
    ['2.99.0', false],
    ['nothing', false],
  ])('compares %s with 3.10 by number', (text, expected) => {
    expect(isAtLeast(text, 3, 10)).toBe(expected);
  });
});
