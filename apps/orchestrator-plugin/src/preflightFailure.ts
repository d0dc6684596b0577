import { AimError } from '@aim/core';
import type { HealthReport } from '@aim/health';
import { orchestratorError } from './errors.js';

/** A failed preflight, with all that was found. */
export interface PreflightFailure extends AimError {
  readonly code: 'PREFLIGHT_FAILED';
  readonly details: { readonly report: HealthReport; readonly workstream?: string; readonly run_id: string };
}

/** Whether an error is a failed preflight, and so carries the health report in `details.report`. */
export function isPreflightFailure(error: unknown): error is PreflightFailure {
  return error instanceof AimError && error.code === 'PREFLIGHT_FAILED';
}

export interface FailureFacts {
  readonly report: HealthReport;
  readonly workstream: string | undefined;
  readonly runId: string;
}

/** The error of a failed preflight: what failed, and what to do about it. */
export function preflightFailure({ report, workstream, runId }: FailureFacts): Error {
  const failed = report.checks.filter(({ status }) => status === 'fail');
  const of = workstream === undefined ? '' : ` of workstream '${workstream}'`;
  const what = failed.map(({ name, message }) => `${name}: ${message}`).join('; ');
  const fixes = [...new Set(failed.flatMap(({ fix }) => (fix === undefined ? [] : [fix])))];
  return orchestratorError('PREFLIGHT_FAILED', `The preflight${of} failed: ${what}`, {
    hint: fixes.length > 0 ? fixes.join('; ') : "'aim health check --verbose' shows what was looked at.",
    details: { report, run_id: runId, ...(workstream !== undefined && { workstream }) },
  });
}
