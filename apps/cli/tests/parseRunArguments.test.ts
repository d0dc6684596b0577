import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRunArguments } from '../src/parseRunArguments.js';

const nothing = { secrets: [], all: false, json: false, quiet: false, verbose: false };

describe('parseRunArguments', () => {
  it('takes the command after -- or from the first word that is no option', () => {
    expect(parseRunArguments(['run', '--', 'git', '--all'])).toEqual({
      ...nothing,
      command: ['git', '--all'],
    });
    expect(parseRunArguments(['run', 'git', '--all'])).toEqual({ ...nothing, command: ['git', '--all'] });
    expect(parseRunArguments(['run', '--all', 'git'])).toEqual({ ...nothing, all: true, command: ['git'] });
  });

  it('reads options before and behind the word run', () => {
    expect(parseRunArguments(['--quiet', '--config', 'a.json', 'run', '--json', '--verbose', 'x'])).toEqual({
      ...nothing,
      quiet: true,
      json: true,
      verbose: true,
      configFile: 'a.json',
      command: ['x'],
    });
  });

  it('reads values as the next word or behind an equals sign, which they may hold themselves', () => {
    const words = ['run', '--secret', 'A', '--secret=B', '--tool', 'one', '--tool=two', '--config=x=y', 'x'];
    expect(parseRunArguments(words)).toMatchObject({ secrets: ['A', 'B'], tool: 'two', configFile: 'x=y' });
  });

  it('accepts what every command accepts and it has no use for', () => {
    expect(parseRunArguments(['run', '--yes', '--no-color', '--color', 'x'])).toEqual({
      ...nothing,
      command: ['x'],
    });
  });

  it.each([
    [['run']],
    [['run', '--']],
    [['--', 'x']],
    [['run', '--help']],
    [['run', '--all=yes', 'x']],
    [['run', '--secret']],
    [['run', '--secret=', 'x']],
    [['run', '-x', 'y']],
  ])('leaves %j to the help program', (words) => {
    expect(parseRunArguments(words)).toBeUndefined();
  });

  it('hands on every word of the command as it is', () => {
    const word = fc.string().filter((text) => text !== '');
    fc.assert(
      fc.property(word, fc.array(fc.string()), (program, args) => {
        expect(parseRunArguments(['run', '--', program, ...args])?.command).toEqual([program, ...args]);
      }),
    );
  });
});
