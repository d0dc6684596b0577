import { exitCodes } from '@aim/core';
import { commandDescriptions } from '../commandDescriptions.js';
import { completeWords } from '../completion/completeWords.js';
import { machineValues } from '../completion/machineValues.js';
import { processTerminal, type Terminal } from '../context.js';
import { watchSignals } from '../watchSignals.js';
import { loadSettings } from '@aim/runtime';

/** Answers the completion scripts: `aim __complete -- .CURRENT WORD…`. */
export async function main(argv: readonly string[]): Promise<number> {
  answerCompletion(argv, processTerminal(watchSignals()));
  return exitCodes.ok;
}

export function answerCompletion(argv: readonly string[], terminal: Terminal): void {
  const [typed = '.', ...before] = argv.slice(argv.indexOf('--') + 1);
  const line = { before: before.filter((word) => word !== '='), current: typed.slice(1) };
  const { candidates, files } = completeWords(commandDescriptions, line, (kind) => {
    const { env, cwd, home, platform } = terminal;
    try {
      return machineValues(loadSettings({ env, cwd, home, platform }))(kind);
    } catch {
      // A shell that is completing a line has no place for an error; the command itself will say it.
      return [];
    }
  });
  const lines = candidates.map(({ value, description }) => `${value}\t${description}`);
  if (files) lines.push(':files');
  if (lines.length > 0) terminal.out.write(`${lines.join('\n')}\n`);
}
