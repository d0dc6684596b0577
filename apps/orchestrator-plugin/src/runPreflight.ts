import type { AuditSink } from '@aim/core';
import type { HealthReport } from '@aim/health';
import { checkBeforeWork, type Settings } from '@aim/runtime';
import { preflightFailure } from './preflightFailure.js';
import { workstreamSettings, type PreflightWorkstream } from './workstreamSettings.js';

export interface PreflightOptions {
  /** Why the work is to go on although a check failed. The reason is recorded. */
  readonly override?: string;
  /** Ids of the only checks to run. */
  readonly only?: readonly string[];
  /** Ids of checks to leave out. */
  readonly skip?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface PreflightEffects {
  readonly settings: Settings;
  readonly audit: AuditSink;
  readonly runId: string;
}

/** Runs the checks and records the verdict. A required command that is missing always fails; what fails stops the caller unless he gave a reason to go on. */
export async function runPreflight(
  { settings, audit, runId }: PreflightEffects,
  workstream: PreflightWorkstream | undefined,
  { override, ...selection }: PreflightOptions,
): Promise<HealthReport> {
  const effective = workstream === undefined ? settings : workstreamSettings(settings, workstream);
  const report = await checkBeforeWork(effective, {
    ...selection,
    audit,
    ...(workstream !== undefined && { workstream: workstream.id }),
  });
  const failed = report.checks.flatMap(({ name, status }) => (status === 'fail' ? [name] : []));
  const reason = override?.trim() || undefined;
  const overridden = failed.length > 0 && reason !== undefined;
  const of = workstream === undefined ? 'Preflight' : `Workstream ${workstream.id}: preflight`;
  await audit({
    type: 'preflight',
    severity: failed.length === 0 ? 'info' : overridden ? 'warning' : 'error',
    message: `${of} ${failed.length === 0 ? 'passed' : overridden ? 'failed and was overridden' : 'failed'}`,
    details: {
      ok: failed.length === 0,
      ...report.summary,
      failed_checks: failed,
      ...(overridden && { override: reason }),
    },
  });
  if (failed.length > 0 && !overridden) throw preflightFailure({ report, workstream: workstream?.id, runId });
  return report;
}
