/** The bundled program that holds a command, by the command's first word. */
const programs: Readonly<Record<string, string>> = {
  secrets: 'secrets',
  run: 'run',
  invoke: 'invoke',
  route: 'tools',
  tools: 'tools',
  version: 'version',
  setup: 'setup',
  config: 'config',
  audit: 'audit',
  health: 'health',
  status: 'status',
  shims: 'operations',
  env: 'operations',
  schedule: 'operations',
  logs: 'operations',
  alerts: 'operations',
  diag: 'operations',
  scan: 'scan',
  watch: 'watch',
  workstream: 'workstream',
  completion: 'completion',
  __complete: 'complete',
};

/** Options that may stand before the command and take a value. */
const optionsWithValue = new Set(['--config']);

/**
 * The program to load for a command line. `help` knows every command: it explains and corrects.
 */
export function programFor(argv: readonly string[]): string {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const command = firstWord(options);
  const program = command !== undefined && Object.hasOwn(programs, command) ? programs[command] : undefined;
  // What follows these may be another command line's --help.
  const asksForHelp =
    command !== 'run' &&
    command !== '__complete' &&
    options.some((word) => word === '--help' || word === '-h');
  return program === undefined || asksForHelp ? 'help' : program;
}

function firstWord(words: readonly string[]): string | undefined {
  return words.find((word, index) => !word.startsWith('-') && !optionsWithValue.has(words[index - 1] ?? ''));
}
