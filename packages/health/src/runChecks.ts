import { AimError } from '@aim/core';
import type { CheckOutcome, HealthCheck } from './HealthCheck.js';
import type { HealthContext } from './HealthContext.js';
import { summarize, type CheckResult, type HealthReport } from './summarize.js';

export interface RunChecksOptions {
  /** Milliseconds one check may take before it counts as failed; 2000 when absent. */
  readonly perCheckTimeoutMs?: number;
  /** Now, in ms since the epoch. */
  readonly now?: () => number;
}

/**
 * Runs all checks side by side. One that throws or hangs is a `fail` of its own, never of the run.
 */
export async function runChecks(
  checks: readonly HealthCheck[],
  context: HealthContext,
  { perCheckTimeoutMs = 2000, now = Date.now }: RunChecksOptions = {},
): Promise<HealthReport> {
  const results = await Promise.all(
    checks.map(async (check): Promise<CheckResult> => {
      const startedAt = now();
      const outcome = await settle(check, context, perCheckTimeoutMs);
      return {
        name: check.id,
        ...outcome,
        timestamp: new Date(now()).toISOString(),
        title: check.title,
        duration_ms: now() - startedAt,
      };
    }),
  );
  return summarize(results, new Date(now()).toISOString());
}

async function settle(check: HealthCheck, context: HealthContext, timeoutMs: number): Promise<CheckOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<CheckOutcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ status: 'fail', message: `No answer within ${timeoutMs} ms` }),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([Promise.resolve().then(() => check.run(context)), deadline]);
  } catch (error) {
    return failed(error);
  } finally {
    clearTimeout(timer);
  }
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
