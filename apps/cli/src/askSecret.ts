import { isCancel, password } from '@clack/prompts';
import { cliError } from './errors.js';

/**
 * Asks on the terminal and shows no character of the answer.
 * @throws AimError `REFUSED` when the question is cancelled.
 */
export async function askSecret(question: string): Promise<string> {
  const answer = await password({ message: question, output: process.stderr });
  if (isCancel(answer)) throw cliError('REFUSED', 'Cancelled; nothing was changed');
  return answer;
}
