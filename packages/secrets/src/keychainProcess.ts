import { fileURLToPath } from 'node:url';

/** One call on the keychain, for the product's own service. */
export type KeychainCall =
  | { readonly op: 'get' | 'delete'; readonly account: string }
  /** All entries: `{account, password}` each. On Linux it brings keytar down at entries of other programs. */
  | { readonly op: 'find' }
  | { readonly op: 'set'; readonly account: string; readonly value: string };

/** How the child process that holds keytar ended. Exactly one of these, within the deadline. */
export type KeychainOutcome =
  | { readonly outcome: 'ok'; readonly results: readonly unknown[] }
  /** keytar is not installed, or its native part cannot be loaded, or it refused the call. */
  | { readonly outcome: 'missing' | 'unloadable' | 'rejected'; readonly message: string }
  | { readonly outcome: 'crashed'; readonly signal: string | null; readonly exitCode: number | null }
  | { readonly outcome: 'silent'; readonly deadlineMs: number }
  | { readonly outcome: 'garbage' }
  | { readonly outcome: 'not_started' };

export interface KeychainProcessOptions {
  /** Name or absolute path of the keytar module; `keytar` when absent. */
  readonly module?: string;
  /** The program that loads it; the package's own `keychain/child.cjs` when absent. */
  readonly childPath?: string;
  /** Total ms before the child is killed; 4000 when absent. An unlock dialog needs more. */
  readonly deadlineMs?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Entries of this product in every keychain. */
export const keychainService = 'aim-plus';

const defaultDeadlineMs = 4000;
const maxAnswerBytes = 1024 * 1024;

/**
 * Makes calls on the OS keychain, in a child process that is killed at the deadline. Values travel over stdin and
 * stdout only. Never rejects for anything the child does.
 */
export async function callKeychain(
  calls: readonly KeychainCall[],
  options: KeychainProcessOptions = {},
): Promise<KeychainOutcome> {
  const { module = 'keytar', deadlineMs = defaultDeadlineMs } = options;
  const childPath = options.childPath ?? fileURLToPath(new URL('../keychain/child.cjs', import.meta.url));
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [childPath], {
    env: childEnvironment(options.env ?? process.env),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  // Where no more files can be opened, Node gives a child that has no pipes at all.
  if (child.pid === undefined) {
    return new Promise((resolve) => child.on('error', () => resolve({ outcome: 'not_started' })));
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (outcome: KeychainOutcome): void => {
      clearTimeout(deadline);
      child.stdout.destroy();
      child.kill('SIGKILL');
      child.unref();
      resolve(outcome);
    };
    const deadline = setTimeout(() => settle({ outcome: 'silent', deadlineMs }), deadlineMs);
    child.on('error', () => settle({ outcome: 'not_started' }));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxAnswerBytes) settle({ outcome: 'garbage' });
      else chunks.push(chunk);
    });
    child.on('exit', (exitCode, signal) => {
      const finish = (): void =>
        settle(exitCode === 0 ? parseAnswer(chunks) : { outcome: 'crashed', signal, exitCode });
      // A process the keychain library started may hold the pipe open; what the child wrote is there by then.
      if (child.stdout.readableEnded) finish();
      else {
        child.stdout.once('end', finish);
        setTimeout(finish, 250).unref();
      }
    });
    // A child that died early leaves a broken pipe; its exit tells the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(JSON.stringify({ module, service: keychainService, calls }));
  });
}

/** NODE_OPTIONS could load code into the process that sees the key; the CA bundle only costs 100 ms. */
function childEnvironment(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _bundle, ...rest } = env;
  return rest;
}

/** Reads what the child wrote; `garbage` for anything that it would not write. */
export function parseAnswer(chunks: readonly Buffer[]): KeychainOutcome {
  try {
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof answer === 'object' && answer !== null && 'outcome' in answer) {
      if (answer.outcome === 'ok' && 'results' in answer && Array.isArray(answer.results)) {
        return { outcome: 'ok', results: answer.results };
      }
      const message = 'message' in answer ? String(answer.message) : '';
      if (answer.outcome === 'missing' || answer.outcome === 'unloadable' || answer.outcome === 'rejected') {
        return { outcome: answer.outcome, message };
      }
    }
  } catch {
    // Whatever it is, it is not the child's answer.
  }
  return { outcome: 'garbage' };
}
