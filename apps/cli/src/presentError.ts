import { AimError, exitCodes, printableJson } from '@aim/core';
import type { Terminal } from './context.js';
import { displayLines } from './render/displayLines.js';

export interface ErrorPresentation {
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Prints a failure as text on standard error or as one JSON document, and returns the exit code. */
export function presentError(
  error: unknown,
  terminal: Terminal,
  { json, verbose }: ErrorPresentation,
): number {
  const { code, message, hint, details, exitCode } = describe(error);
  // A document that cannot be written is said in words.
  if (json && code !== 'OUTPUT_FAILED') {
    const body = { code, message, hint: hint ?? null, ...(details === undefined ? {} : { details }) };
    terminal.out.write(`${printableJson(JSON.stringify({ error: body }, null, 2))}\n`);
    return exitCode;
  }
  const [first = '', ...rest] = displayLines(message).split('\n');
  terminal.err.write([`error: ${first} [${code}]`, ...rest, ''].join('\n'));
  if (hint !== undefined) terminal.err.write(`  ${displayLines(hint).replaceAll('\n', '\n  ')}\n`);
  if (verbose && error instanceof Error && !(error instanceof AimError))
    terminal.err.write(`${stackOf(error)}\n`);
  return exitCode;
}

type ErrorFacts = Pick<AimError, 'code' | 'message' | 'hint' | 'details' | 'exitCode'>;

function describe(error: unknown): ErrorFacts {
  if (error instanceof AimError) return error;
  // The message of an unexpected error may hold argv or environment values, so it is not shown.
  return {
    code: 'INTERNAL',
    message: `Something unexpected went wrong (${error instanceof Error ? error.name : typeof error})`,
    hint: 'This is a bug in aim. Run the command again with --verbose and report where it happened.',
    details: undefined,
    exitCode: exitCodes.general,
  };
}

/** Where it happened, without the message. */
function stackOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.join('\n');
}
