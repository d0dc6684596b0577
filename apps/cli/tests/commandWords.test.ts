import { describe, expect, it } from 'vitest';
import { commandWords } from '../src/commandWords.js';
import { commandDescriptions } from '../src/commandDescriptions.js';

const words = (...argv: readonly string[]): string[] => commandWords(argv, commandDescriptions);

describe('commandWords', () => {
  it('leaves out options and their values', () => {
    expect(words('--config', 'a.json', 'secrets', '--json', 'set', '-d', 'text', 'KEY')).toEqual([
      'secrets',
      'set',
      'KEY',
    ]);
  });

  it('keeps what follows an option without a value, and what is bound to one', () => {
    expect(words('--yes', 'route', '--simulate=a=auth', 'linting')).toEqual(['route', 'linting']);
  });

  it('keeps - for standard input', () => {
    expect(words('secrets', 'import', '-')).toEqual(['secrets', 'import', '-']);
  });
});
