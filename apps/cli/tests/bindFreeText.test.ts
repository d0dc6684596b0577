import { describe, expect, it } from 'vitest';
import { bindFreeText } from '../src/bindFreeText.js';

describe('bindFreeText', () => {
  it.each([
    [
      ['invoke', 'x', '--prompt', '-rf "all"\n', '--json'],
      ['invoke', 'x', '--prompt=-rf "all"\n', '--json'],
    ],
    [
      ['secrets', 'set', 'K', '-d', '--dash'],
      ['secrets', 'set', 'K', '--description=--dash'],
    ],
    [
      ['invoke', 'x', '--prompt=-already'],
      ['invoke', 'x', '--prompt=-already'],
    ],
    [
      ['invoke', 'x', '--prompt'],
      ['invoke', 'x', '--prompt'],
    ],
    [
      ['run', '--', 'tool', '--prompt', '-x'],
      ['run', '--', 'tool', '--prompt', '-x'],
    ],
  ])('turns %j into %j', (argv, expected) => {
    expect(bindFreeText(argv)).toEqual(expected);
  });
});
