import type { CommandDescription } from './describeCommands.js';

/** The words of a command line that are neither options nor the values of options. */
export function commandWords(argv: readonly string[], known: readonly CommandDescription[]): string[] {
  const options = known.flatMap((command) => command.options);
  const withValue = new Set(options.flatMap(({ names, value }) => (value === undefined ? [] : names)));
  return argv.filter((word, index) => {
    return (word === '-' || !word.startsWith('-')) && !withValue.has(argv[index - 1] ?? '');
  });
}
