import { askNobody, mayAsk } from './askNobody.js';
import { exitCodes } from '@aim/core';
import { Cli, type CommandClass } from 'clipanion';
import { bindFreeText } from './bindFreeText.js';
import { processTerminal, type CliContext, type Terminal } from './context.js';
import { describeCommands } from './describeCommands.js';
import { cliError } from './errors.js';
import { presentError } from './presentError.js';
import { watchSignals } from './watchSignals.js';

export type AimCommandClass = CommandClass<CliContext>;

/**
 * The boundary of a program: parses, runs one command, and turns results and errors into text or JSON and an exit
 * code. Nothing below it prints or exits.
 */
export async function runProgram(
  commands: readonly AimCommandClass[],
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const asked = presentationAsked(argv);
  try {
    const cli = Cli.from<CliContext>(candidates(commands, argv), { binaryName: 'aim' });
    const command = cli.process(bindFreeText(argv), {
      terminal: mayAsk(terminal, asked) ? terminal : askNobody(terminal),
    });
    return (await command.validateAndExecute()) ?? exitCodes.ok;
  } catch (error) {
    if (!terminal.signal.aborted) return presentError(await explain(error, commands, argv), terminal, asked);
    // Whoever pressed Ctrl-C knows; a program that reads JSON is owed its document.
    return asked.json ? presentError(stopped(), terminal, asked) : exitCodes.interrupted;
  }
}

/** Whatever a command fails with once it was asked to stop, this is why. */
function stopped(): Error {
  return cliError('STOPPED', 'Stopped by a signal', {
    hint: 'What was done until then stays; run it again.',
  });
}

/** The commands that the words can mean. Clipanion takes a millisecond for every two commands it knows. */
function candidates(commands: readonly AimCommandClass[], argv: readonly string[]): AimCommandClass[] {
  const words = argv.filter((word) => !word.startsWith('-'));
  const named = commands.filter(({ paths }) =>
    paths?.some((path) => path.every((word) => words.includes(word))),
  );
  return named.length > 0 ? named : [...commands];
}

/** What the command line asks of the presentation, readable even when it cannot be parsed. */
function presentationAsked(argv: readonly string[]): { json: boolean; verbose: boolean } {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  return { json: options.includes('--json'), verbose: options.includes('--verbose') };
}

/** Clipanion's own messages repeat the command line, which may hold a secret. */
async function explain(
  error: unknown,
  commands: readonly AimCommandClass[],
  argv: readonly string[],
): Promise<unknown> {
  if (!(error instanceof Error) || !('clipanion' in error)) return error;
  // Whatever touches the commands has to use this program's own clipanion, not that of another bundle.
  const known = describeCommands(commands);
  const { usageError } = await import('./usageError.js');
  const [, refusedOption] = /^Invalid value for (-[^\s:]+)/.exec(error.message) ?? [];
  return usageError(known, { argv, refusedOption });
}

/** Runs a program in this process: the `main` of each bundle. */
export async function mainOf(commands: readonly AimCommandClass[], argv: readonly string[]): Promise<number> {
  const signals = watchSignals();
  const exitCode = await runProgram(commands, argv, processTerminal(signals));
  return signals.exitCode() ?? exitCode;
}
