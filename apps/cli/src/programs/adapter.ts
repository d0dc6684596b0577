import { writeSync } from 'node:fs';
import { builtInAdapters } from '@aim/adapters';
import { AimError } from '@aim/core';
import { answerAsAdapter, loadSettings } from '@aim/runtime';
import { processTerminal } from '../context.js';
import { watchSignals } from '../watchSignals.js';

/** `aim-adapter ID`: a built-in adapter as a program of its own, over the adapter contract. */
async function answer(argv: readonly string[]): Promise<number> {
  const [id, ...rest] = argv;
  if (id === undefined || id.startsWith('-') || rest.length > 0) {
    writeSync(
      2,
      `Usage: aim-adapter ID < request.json\nIDs: ${builtInAdapters.map((one) => one.id).join(', ')}\n`,
    );
    return id === '--help' ? 0 : 5;
  }
  const signals = watchSignals();
  const terminal = processTerminal(signals);
  try {
    const settings = loadSettings(terminal);
    const input = await terminal.readStdin();
    const { output, exitCode } = await answerAsAdapter(settings, { id, input, signal: signals.abort });
    writeSync(1, output);
    return signals.exitCode() ?? exitCode;
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    // The contract wants one JSON result on standard output, whatever happens.
    writeSync(1, `${JSON.stringify({ success: false, message: error.message, content: null })}\n`);
    if (error.hint !== undefined) writeSync(2, `${error.hint}\n`);
    return error.exitCode;
  }
}

export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await answer(argv);
}
