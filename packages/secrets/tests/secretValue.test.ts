import { describe, expect, it } from 'vitest';
import { checkSecretValue, maxValueBytes } from '../src/secretValue.js';

describe('secret values', () => {
  it.each(['', 'x', 'two\nlines\r\n', '\u{1f511}', 'x'.repeat(maxValueBytes)])('may be %j', (value) => {
    expect(() => checkSecretValue('KEY', value)).not.toThrow();
  });

  it.each([
    ['a NUL', 'canary\0', 'NUL'],
    ['a lone high surrogate', 'canary\ud800', 'surrogate'],
    ['a lone low surrogate', '\udc00canary', 'surrogate'],
    ['what a decoder leaves of other bytes', 'canary\ufffd', 'UTF-8'],
    ['too many characters', `canary${'x'.repeat(maxValueBytes)}`, '64 KiB'],
    ['too many bytes', 'ä'.repeat(maxValueBytes / 2 + 1), '64 KiB'],
  ])('may not have %s', (_name, value, words) => {
    expect(() => checkSecretValue('KEY', value)).toThrow(words);
    expect(() => checkSecretValue('KEY', value)).not.toThrow('canary');
  });
});
