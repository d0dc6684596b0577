/** One failed attempt of a checking step. */
export interface FailedAttempt {
  /** A digest of everything the failing checks wrote. */
  readonly output: string;
  /** A digest of the same without numbers, so that the same error with another line or time is known again. */
  readonly signature: string;
}

export interface BreakerLimits {
  readonly maxAttempts: number;
  /** 0 is no limit. */
  readonly maxErrorRepeats: number;
  /** 0 is no limit. */
  readonly oscillationThreshold: number;
}

/** Whether to try again, or why not. */
export type AttemptVerdict = 'retry' | 'attempts_exhausted' | 'error_repeats' | 'oscillation';

const oscillationWindow = 4;

/** Judges the attempts so far, of which the last has just failed. */
export function judgeAttempts(attempts: readonly FailedAttempt[], limits: BreakerLimits): AttemptVerdict {
  const last = attempts.at(-1);
  if (attempts.length >= limits.maxAttempts || !last) return 'attempts_exhausted';
  const recent = attempts.slice(-oscillationWindow).filter(({ output }) => output === last.output);
  if (limits.oscillationThreshold > 0 && recent.length >= limits.oscillationThreshold && recent.length > 1) {
    return 'oscillation';
  }
  const repeats = attempts.filter(({ signature }) => signature === last.signature);
  if (limits.maxErrorRepeats > 0 && repeats.length >= limits.maxErrorRepeats && repeats.length > 1) {
    return 'error_repeats';
  }
  return 'retry';
}
