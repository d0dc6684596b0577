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
  readonly capMs: number;
  /** How long a check that was stopped is waited for, so that its processes have ended before the report is there. */
  readonly settleMs: number;
  /** Resolves when the whole run is to stop. */
  readonly stopped: Promise<void>;
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
  const watch = watchSignal(signal);
  const limits = {
    capMs: Math.min(perCheckTimeoutMs, totalTimeoutMs - settleMs),
    settleMs,
    stopped: watch.stopped,
  };
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
  watch.end();
  return summarize(results, new Date(now()).toISOString());
}

/** One listener for all checks: Node warns of a leak where a signal has more than ten. */
function watchSignal(signal: AbortSignal | undefined): {
  readonly stopped: Promise<void>;
  readonly end: () => void;
} {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return { stopped, end: () => signal?.removeEventListener('abort', stop) };
}

async function settle(check: HealthCheck, context: HealthContext, limits: Limits): Promise<CheckOutcome> {
  const stop = new AbortController();
  let awaited = '';
  const running = Promise.resolve().then(() =>
    check.run({ ...context, signal: stop.signal, waitsFor: (what) => (awaited = what) }),
  );
  const deadline = startDeadline(limits);
  try {
    const outcome = await Promise.race([running, deadline.reached]);
    if (typeof outcome !== 'string') return outcome;
    const message = awaited === '' ? outcome : `${outcome}: waiting for ${awaited}`;
    stop.abort();
    await settled(running, limits.settleMs);
    return { status: 'fail', message };
  } catch (error) {
    return failed(error);
  } finally {
    deadline.clear();
  }
}

/** Resolves with the reason when the check's time is up. */
function startDeadline({ capMs, stopped }: Limits): {
  readonly reached: Promise<string>;
  readonly clear: () => void;
} {
  let clear = (): void => undefined;
  const reached = new Promise<string>((resolve) => {
    const timer = setTimeout(() => {
      // After a busy spell answers that have arrived in time are only read now.
      setImmediate(() => setImmediate(resolve, `No answer within ${Math.round(capMs)} ms`));
    }, capMs);
    void stopped.then(() => resolve('Stopped before there was an answer'));
    clear = () => clearTimeout(timer);
  });
  return { reached, clear };
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
