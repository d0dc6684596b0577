import type { Terminal } from './context.js';
import { cliError } from './errors.js';
import { readInput } from './readInput.js';

export interface PayloadOptions {
  readonly prompt: string | undefined;
  readonly files: readonly string[];
  readonly payload: string | undefined;
  /** Let the tool obey the project's own settings, which may start programs. */
  readonly trustProject: boolean;
}

/**
 * The payload of an invocation: `--payload` as JSON, @FILE or standard input, with prompt and files on top.
 * @throws AimError `INPUT_UNREADABLE`.
 */
export async function readPayload(
  terminal: Terminal,
  options: PayloadOptions,
): Promise<Record<string, unknown>> {
  const base = options.payload === undefined ? {} : parse(await payloadText(terminal, options.payload));
  const prompt = options.prompt === '-' ? await terminal.readStdin() : options.prompt;
  return {
    ...base,
    ...(prompt === undefined ? {} : { prompt }),
    ...(options.files.length === 0 ? {} : { files: options.files }),
    ...(options.trustProject ? { trust_project: true } : {}),
  };
}

async function payloadText(terminal: Terminal, argument: string): Promise<string> {
  if (argument === '-') return terminal.readStdin();
  return argument.startsWith('@') ? readInput(terminal, argument.slice(1)) : argument;
}

function parse(text: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return { ...document };
  } catch {
    // The parser's own message repeats the text; what follows says enough.
  }
  throw cliError('INPUT_UNREADABLE', '--payload is not a JSON object', {
    hint: `Write it as '{"prompt": "…", "files": ["a.ts"]}', @FILE, or - for standard input.`,
  });
}
