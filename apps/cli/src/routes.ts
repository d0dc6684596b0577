/** The bundled program that holds a command, by the command's first word. */
const programs: Readonly<Record<string, string>> = {
  secrets: 'secrets',
  run: 'run',
  invoke: 'tools',
  route: 'tools',
  tools: 'tools',
  config: 'config',
  audit: 'audit',
  health: 'health',
};

/** Options that may stand before the command and take a value. */
const optionsWithValue = new Set(['--config']);

/**
 * The program to load for a command line. `help` knows every command: it explains and corrects.
 */
export function programFor(argv: readonly string[]): string {
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--help' || word === '-h') return 'help';
    if (optionsWithValue.has(word)) index += 1;
    else if (!word.startsWith('-')) return Object.hasOwn(programs, word) ? (programs[word] ?? 'help') : 'help';
  }
  return 'help';
}
