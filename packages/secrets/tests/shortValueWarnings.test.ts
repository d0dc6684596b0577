import { describe, expect, it } from 'vitest';
import { shortValueWarnings } from '../src/shortValueWarnings.js';

const warningsFor = (...values: readonly string[]): readonly string[] =>
  shortValueWarnings(values.map((value, index) => ({ name: `KEY_${index}`, value })));

describe('shortValueWarnings', () => {
  it('tells what is not masked from what is easily mistaken, by name only', () => {
    const warnings = warningsFor('', '123', '1234', '1234567', '12345678');
    expect(warnings).toEqual([
      'warning: fewer than 4 characters, so not masked in output: KEY_0, KEY_1',
      'warning: fewer than 8 characters, so masking hides the same letters elsewhere too: KEY_2, KEY_3',
    ]);
  });

  it('has nothing to say about longer values, or about one that a later entry replaces', () => {
    expect(warningsFor('long enough')).toEqual([]);
    const entries = ['abc', 'long enough'].map((value) => ({ name: 'KEY', value }));
    expect(shortValueWarnings(entries)).toEqual([]);
  });
});
