import { confirm as ask, isCancel } from '@clack/prompts';
import { cliError } from './errors.js';

/**
 * Asks a question on the terminal that is answered with yes or no.
 * @throws AimError `CANCELLED` when the question is left with Ctrl-C or Escape.
 */
export async function confirm(question: string): Promise<boolean> {
  const answer = await ask({ message: question, output: process.stderr });
  if (isCancel(answer)) {
    throw cliError('CANCELLED', 'Cancelled; nothing was changed', {
      hint: 'Run the command again when you want it done.',
    });
  }
  return answer;
}
