import { processTerminal } from '../context.js';
import { loadProgram } from '../loadProgram.js';
import { parseRunArguments } from '../parseRunArguments.js';
import { runCommand } from '../runCommand.js';
import { watchSignals } from '../watchSignals.js';

/** Signals belong to the command that runs; they are handed on to it. */
export async function main(argv: readonly string[]): Promise<number> {
  const request = parseRunArguments(argv);
  if (request === undefined) return loadProgram(__dirname, 'help').main(argv);
  return runCommand(request, processTerminal(watchSignals()));
}
