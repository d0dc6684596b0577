import { describe, expect, it } from 'vitest';
import { filesOf, promptOf } from '../src/payload.js';

describe('promptOf', () => {
  it('gives the prompt unchanged', () => {
    expect(promptOf({ prompt: '  -x\n' })).toBe('  -x\n');
  });

  it.each([[undefined], [''], [' \n'], [7], [{}]])('refuses %j', (prompt) => {
    expect(() => promptOf({ prompt })).toThrow('has no "prompt"');
  });

  it('refuses a NUL, which no argument or file name can carry', () => {
    expect(() => promptOf({ prompt: 'a\0b' })).toThrow('NUL');
  });
});

describe('filesOf', () => {
  it('is empty for an absent or null field', () => {
    expect(filesOf({})).toEqual([]);
    expect(filesOf({ files: null })).toEqual([]);
  });

  it.each([['a.js'], [[1]], [['']], [['a\0']], [{}]])('refuses %j', (files) => {
    expect(() => filesOf({ files })).toThrow('must be a list of file names');
  });
});
