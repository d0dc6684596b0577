import { AimError, displayText, monotonicMs } from '@aim/core';
import type { CheckOutcome, HealthCheck } from './HealthCheck.js';
import type { HealthContext } from './HealthContext.js';
import { summarize, type CheckResult, type HealthReport } from './summarize.js';

export interface RunChecksOptions {
  /** Milliseconds one check may take before it counts as failed; 2000 when absent, and never the whole total. */
  readonly perCheckTimeoutMs?: number;
  /** Milliseconds after which the report is there whatever hangs; 5000 when absent. */
  readonly totalTimeoutMs?: number;
  /** Stops all checks that have not answered yet. */
  readonly signal?: AbortSignal;
  /** Now, in ms since the epoch. */
  readonly now?: () => number;
}

interface Limits {
  /** Resolves with the reason when no check may go on. */
  readonly reached: Promise<string>;
  /** How long a check that was stopped is waited for, so that its processes have ended before the report is there. */
  readonly settleMs: number;
}

const longestSettleMs = 1500;

/**
 * Runs all checks side by side. One that throws or hangs is a `fail` of its own, never of the run; what it had
 * started is stopped through the signal of its context.
 */
export async function runChecks(
  checks: readonly HealthCheck[],
  context: HealthContext,
  { perCheckTimeoutMs = 2000, totalTimeoutMs = 5000, signal, now = Date.now }: RunChecksOptions = {},
): Promise<HealthReport> {
  const settleMs = Math.min(longestSettleMs, totalTimeoutMs / 2);
  const deadline = startDeadline(Math.min(perCheckTimeoutMs, totalTimeoutMs - settleMs), signal);
  const limits = { reached: deadline.reached, settleMs };
  const results = await Promise.all(
    checks.map(async (check): Promise<CheckResult> => {
      const startedAt = monotonicMs();
      const { message, fix, ...outcome } = await settle(check, context, limits);
      return {
        name: check.id,
        ...outcome,
        // Names of files and answers of programs may hold control characters.
        message: displayText(message),
        ...(fix === undefined ? {} : { fix: displayText(fix) }),
        timestamp: new Date(now()).toISOString(),
        title: check.title,
        duration_ms: Math.round(monotonicMs() - startedAt),
      };
    }),
  );
  deadline.clear();
  return summarize(results, new Date(now()).toISOString());
}

async function settle(check: HealthCheck, context: HealthContext, limits: Limits): Promise<CheckOutcome> {
  const stop = new AbortController();
  let awaited = '';
  const running = Promise.resolve().then(() =>
    check.run({ ...context, signal: stop.signal, waitsFor: (what) => (awaited = what) }),
  );
  try {
    const outcome = await Promise.race([running, limits.reached]);
    if (typeof outcome !== 'string') return outcome;
    const message = awaited === '' ? outcome : `${outcome}: waiting for ${awaited}`;
    stop.abort();
    await settled(running, limits.settleMs);
    return { status: 'fail', message };
  } catch (error) {
    return failed(error);
  }
}

/**
 * The end of the time that all checks have, since they start at once. It is waited for only once a check has to wait for
 * something: where all is remembered none does, and a process's first timer takes longer than most checks.
 */
function startDeadline(
  capMs: number,
  signal: AbortSignal | undefined,
): {
  readonly reached: Promise<string>;
  readonly clear: () => void;
} {
  const endsAt = monotonicMs() + capMs;
  let wait = (): void => undefined;
  let clear = (): void => {
    wait = () => undefined;
  };
  const reached = new Promise<string>((resolve) => {
    const stop = (): void => resolve('Stopped before there was an answer');
    if (signal?.aborted) stop();
    wait = () => {
      if (signal?.aborted) stop();
      const timer = setTimeout(() => {
        // After a busy spell answers that have arrived in time are only read now.
        setImmediate(() => setImmediate(resolve, `No answer within ${Math.round(capMs)} ms`));
      }, endsAt - monotonicMs());
      // One listener for all checks: Node warns of a leak where a signal has more than ten.
      signal?.addEventListener('abort', stop, { once: true });
      clear = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
      };
    };
  });
  // From within a promise's turn, the next tick comes after all that promises have to do.
  void Promise.resolve().then(() => process.nextTick(() => wait()));
  return { reached, clear: () => clear() };
}

/** Resolves once `running` has ended in whatever way, or after `patienceMs`. */
async function settled(running: Promise<unknown>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  const ended = running.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, patience]);
  clearTimeout(timer);
}

function failed(error: unknown): CheckOutcome {
  if (error instanceof AimError) {
    return {
      status: 'fail',
      message: error.message,
      ...(error.hint === undefined ? {} : { fix: error.hint }),
    };
  }
  // The text of an unexpected error may hold argv or environment values, so only its kind is shown.
  return {
    status: 'fail',
    message: `The check itself failed (${error instanceof Error ? error.name : typeof error})`,
  };
}
