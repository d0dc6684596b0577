import { commandDescriptions } from '../commandDescriptions.js';
import { processTerminal } from '../context.js';
import { explain } from '../explain.js';
import { watchSignals } from '../watchSignals.js';

export async function main(argv: readonly string[]): Promise<number> {
  return explain(commandDescriptions, argv, processTerminal(watchSignals()));
}
