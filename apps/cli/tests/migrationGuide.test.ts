import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandDescriptions } from '../src/commandDescriptions.js';

const guide = readFileSync(new URL('../../../docs/MIGRATION_GUIDE.md', import.meta.url), 'utf8');
const commands = commandDescriptions;
const paths = commands.map(({ path }) => path.join(' '));

/** Every `aim …` that the guide names in code, with its options. */
const mentions = [
  ...guide.matchAll(/\baim ((?:[a-z]+ ?)+)((?: ?(?:--?[a-zA-Z-]+|[^`|\n]*?))*)(?=[`\n#|])/g),
].map(([text]) => text.split(/ +#/)[0]?.trim() ?? '');

describe('the migration guide', () => {
  it('names commands', () => {
    expect(mentions.length).toBeGreaterThan(30);
  });

  it.each([...new Set(mentions)])('names a command that exists: %s', (mention) => {
    for (const call of mention.split(/ && /)) {
      const words = call.replace(/^aim /, '').split(' ');
      const known = paths.filter((path) =>
        path.split(' ').every((word, index) => matches(word, words[index])),
      );
      expect(known, call).not.toEqual([]);
    }
  });
});

/** `validate|show` in the guide stands for two commands. */
function matches(word: string, written = ''): boolean {
  return written.split(/[|/,]/).includes(word);
}
