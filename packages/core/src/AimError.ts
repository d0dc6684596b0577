import { exitCodes, type ExitCode } from './exitCodes.js';

export interface AimErrorOptions {
  /** What the reader can do next, as a full sentence. */
  readonly hint?: string;
  /** The error that led to this one. Never shown to a user: its text may hold argv or environment values. */
  readonly cause?: unknown;
  /** Facts for `--json`; must hold no secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

const mark = Symbol.for('@aim/core/AimError');

/**
 * A failure a user can meet and act on. Bugs stay plain `Error`s, so that they show a stack.
 */
export class AimError extends Error {
  override readonly name = 'AimError';
  /** Two copies of this package, in two bundles or two versions, know each other's errors by this mark. */
  readonly [mark] = true;
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, exitCode: ExitCode, message: string, options: AimErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = exitCode;
    this.hint = options.hint;
    this.details = options.details;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }
}

/** One documented error code: the exit code it leads to and what it means, for the generated error reference. */
export interface ErrorDefinition {
  readonly exit: keyof typeof exitCodes;
  readonly about: string;
}

/** Makes an `AimError` of a code from the package's table. */
export type ErrorFactory<Code extends string> = (
  code: Code,
  message: string,
  options: AimErrorOptions & { readonly hint: string },
) => AimError;

/**
 * Binds a package's table of error codes to a factory. A code is never reused for another meaning.
 */
export function defineErrors<Code extends string>(
  table: Readonly<Record<Code, ErrorDefinition>>,
): ErrorFactory<Code> {
  return (code, message, options) => new AimError(code, exitCodes[table[code].exit], message, options);
}
