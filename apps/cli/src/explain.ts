import { colorsFor } from './colors.js';
import { commandWords } from './commandWords.js';
import type { Terminal } from './context.js';
import type { CommandDescription } from './describeCommands.js';
import { presentError } from './presentError.js';
import { commandHelp, commandList } from './render/help.js';
import type { TextStyle } from './result.js';
import { usageError } from './usageError.js';
import { wantsColor } from './wantsColor.js';

/** Answers a command line that asks for help or names no command: prints help, or says what is wrong. */
export async function explain(
  known: readonly CommandDescription[],
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const end = argv.indexOf('--');
  // What follows may be another program's --help.
  const options = end === -1 ? argv : argv.slice(0, end);
  const words = commandWords(options, known);
  const asked =
    options.includes('--help') || options.includes('-h') || words[0] === 'help' || argv.length === 0;
  const json = options.includes('--json');
  const path = words[0] === 'help' ? words.slice(1) : words;
  if (!asked) return presentError(usageError(known, { argv }), terminal, { json, verbose: false });
  const command = known.find((one) => one.path.every((word, index) => path[index] === word));
  const group = known.filter((one) => one.path[0] === path[0]);
  if (command === undefined && group.length === 0 && path.length > 0) {
    return presentError(usageError(known, { argv: path }), terminal, { json, verbose: false });
  }
  const shown = command ? [command] : group.length > 0 ? group : known;
  if (json) {
    terminal.out.write(`${JSON.stringify(command ?? { commands: shown }, null, 2)}\n`);
    return 0;
  }
  const style: TextStyle = {
    colors: await colorsFor(
      wantsColor({ flag: colorFlag(options), env: terminal.env, isTTY: terminal.out.isTTY }),
    ),
    columns: terminal.out.columns,
  };
  terminal.out.write(`${command ? commandHelp(command, style) : commandList(shown, style)}\n`);
  return 0;
}

function colorFlag(argv: readonly string[]): boolean | undefined {
  if (argv.includes('--no-color')) return false;
  return argv.includes('--color') ? true : undefined;
}
