import { cliError } from './errors.js';

/** What to say when standard output takes nothing more, with the system's code for why. */
export function outputFailed(systemCode: string): Error {
  return cliError('OUTPUT_FAILED', `The output could not be written (${systemCode})`, {
    hint: 'Make room where it goes, and run the command again.',
  });
}
