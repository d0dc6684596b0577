import type { Terminal } from './context.js';
import { cliError } from './errors.js';

/**
 * The vault's passphrase: from AIM_PASSPHRASE, else asked on the terminal, twice for a new one.
 * @throws AimError `NO_TERMINAL` when neither is there, `REFUSED` when the two answers differ.
 */
export async function askPassphrase(terminal: Terminal, purpose: 'create' | 'unlock'): Promise<string> {
  const fromEnvironment = terminal.env.AIM_PASSPHRASE;
  if (fromEnvironment) return fromEnvironment;
  if (!terminal.stdinIsTTY) {
    throw cliError('NO_TERMINAL', 'The vault needs its passphrase and there is no terminal to ask on', {
      hint: 'Set AIM_PASSPHRASE for this command.',
    });
  }
  const answer = await terminal.askSecret(
    purpose === 'create' ? 'New passphrase for the vault' : 'Passphrase of the vault',
  );
  if (purpose === 'create' && (await terminal.askSecret('The same passphrase again')) !== answer) {
    throw cliError('REFUSED', 'The two passphrases differ; nothing was changed', {
      hint: 'Run the command again.',
    });
  }
  return answer;
}
