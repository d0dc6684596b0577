import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Terminal } from './context.js';
import { cliError } from './errors.js';

/**
 * The text of a file named on the command line; `-` is standard input.
 * @throws AimError `INPUT_UNREADABLE`.
 */
export async function readInput(terminal: Terminal, file: string): Promise<string> {
  if (file === '-') return terminal.readStdin();
  const path = resolve(terminal.cwd, file);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw cliError(
      'INPUT_UNREADABLE',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      {
        hint: 'Check the name and the permissions of the file.',
      },
    );
  }
}
