import type { Terminal } from './context.js';
import { cliError } from './errors.js';

/** Whether a question may be put: never in a pipeline, which sets CI, and never beside a JSON document. */
export function mayAsk(terminal: Pick<Terminal, 'env'>, { json }: { readonly json: boolean }): boolean {
  return !json && ['', '0', 'false', undefined].includes(terminal.env.CI);
}

/** The same terminal, where each question is an error with the way to answer it beforehand. */
export function askNobody(terminal: Terminal): Terminal {
  const refuse = (hint: string) => async (question: string) => {
    throw cliError('NO_TERMINAL', `${question}: nothing is asked in CI or with --json`, { hint });
  };
  return Object.create(terminal, {
    askSecret: { value: refuse('Give it on standard input; the passphrase of the vault in AIM_PASSPHRASE.') },
    confirm: { value: refuse('Give --yes if you mean it.') },
  }) as Terminal;
}
