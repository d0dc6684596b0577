/** Options whose value is a person's own words, which may begin with a dash. */
const freeTextOptions = new Map([
  ['--prompt', '--prompt'],
  ['--payload', '--payload'],
  ['--description', '--description'],
  ['-d', '--description'],
]);

/** Writes `--prompt VALUE` as `--prompt=VALUE`: clipanion takes a separate value with a dash for an option. */
export function bindFreeText(argv: readonly string[]): string[] {
  const bound: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') return [...bound, ...argv.slice(index)];
    const option = freeTextOptions.get(word);
    const value = argv[index + 1];
    if (option === undefined || value === undefined) {
      bound.push(word);
    } else {
      bound.push(`${option}=${value}`);
      index += 1;
    }
  }
  return bound;
}
