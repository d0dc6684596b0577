import { builtInAdapters } from '@aim/adapters';
import { AimError, exitCodes } from '@aim/core';
import { answerAsAdapter, loadSettings } from '@aim/runtime';
import { processTerminal } from '../context.js';
import { watchSignals } from '../watchSignals.js';

/** `aim-adapter ID`: a built-in adapter as a program of its own, over the adapter contract. */
export async function main(argv: readonly string[]): Promise<number> {
  const [id, ...rest] = argv;
  const signals = watchSignals();
  const terminal = processTerminal(signals);
  if (id === undefined || id.startsWith('-') || rest.length > 0) {
    const ids = builtInAdapters.map((one) => one.id).join(', ');
    terminal.err.write(`Usage: aim-adapter ID < request.json\nIDs: ${ids}\n`);
    return id === '--help' ? exitCodes.ok : exitCodes.input;
  }
  try {
    const settings = loadSettings(terminal);
    const input = await terminal.readStdin();
    const { output, exitCode } = await answerAsAdapter(settings, { id, input, signal: signals.abort });
    terminal.out.write(output);
    return signals.exitCode() ?? exitCode;
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    // The contract wants one JSON result on standard output, whatever happens.
    terminal.out.write(`${JSON.stringify({ success: false, message: error.message, content: null })}\n`);
    if (error.hint !== undefined) terminal.err.write(`${error.hint}\n`);
    return error.exitCode;
  }
}
