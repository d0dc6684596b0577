import type { Terminal } from './context.js';
import { cliError } from './errors.js';

/**
 * Goes on only with the user's consent, which `--yes` gives beforehand.
 * @throws AimError `NO_TERMINAL` when there is nobody to ask, `REFUSED` when the answer is no.
 */
export async function askConsent(
  terminal: Pick<Terminal, 'stdinIsTTY' | 'confirm'>,
  { question, yes }: { readonly question: string; readonly yes: boolean },
): Promise<void> {
  if (yes) return;
  if (!terminal.stdinIsTTY) {
    throw cliError('NO_TERMINAL', `${question} There is no terminal to ask on; nothing was changed`, {
      hint: 'Give --yes if you mean it.',
    });
  }
  if (!(await terminal.confirm(question))) {
    throw cliError('REFUSED', 'Not done, as you wished; nothing was changed', {
      hint: 'Run the command again when you want it done.',
    });
  }
}
