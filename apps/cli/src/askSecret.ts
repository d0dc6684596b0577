import { isCancel, password } from '@clack/prompts';
import { cliError } from './errors.js';

/**
 * Asks on the terminal and shows no character of the answer.
 * @throws AimError `CANCELLED` when the question is left with Ctrl-C or Escape.
 */
export async function askSecret(question: string): Promise<string> {
  const answer = await password({ message: question, output: process.stderr });
  if (isCancel(answer)) {
    throw cliError('CANCELLED', 'Cancelled; nothing was changed', {
      hint: 'Run the command again when you want it done.',
    });
  }
  return answer;
}
