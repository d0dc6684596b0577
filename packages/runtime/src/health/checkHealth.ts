import type { AuditSink } from '@aim/core';
import {
  allChecks,
  mergeHealthSettings,
  runChecks,
  selectChecks,
  type CheckSelection,
  type HealthReport,
  type HealthSettings,
} from '@aim/health';
import type { Settings } from '../loadSettings.js';
import { rememberVersions } from '../rememberVersions.js';
import { healthContext } from './healthContext.js';

export interface HealthRequest extends Pick<CheckSelection, 'only' | 'skip'> {
  readonly audit: AuditSink;
  /** The workstream whose own settings count too. */
  readonly workstream?: string;
  readonly signal?: AbortSignal;
  /** What a check may take where the configuration does not say, in ms. */
  readonly patienceMs?: number;
}

/** What all checks together may take where nothing else is said. */
const usualTotalMs = 5000;

/**
 * Runs the health checks and records the outcome. Where the configuration switches the checks off, only those run
 * that are asked for by name.
 * @throws AimError `HEALTH_UNKNOWN_CHECK`, and what the log reports.
 */
export async function checkHealth(
  settings: Settings,
  { audit, only = [], skip = [], workstream, signal, patienceMs }: HealthRequest,
): Promise<HealthReport> {
  const wanted = healthSettings(settings, workstream);
  const checks = selectChecks(allChecks, { only, skip, settings: wanted });
  const versions = rememberVersions(settings);
  const perCheckTimeoutMs = wanted.perCheckTimeoutMs ?? patienceMs;
  const report = await runChecks(checks, healthContext(settings, wanted, versions), {
    // The whole has to leave each check the time that was given to it.
    ...(perCheckTimeoutMs !== undefined && {
      perCheckTimeoutMs,
      totalTimeoutMs: Math.max(usualTotalMs, 2 * perCheckTimeoutMs),
    }),
    ...(signal && { signal }),
  });
  versions.save();
  await audit({
    type: 'health_check',
    severity: report.summary.fail > 0 ? 'warning' : 'info',
    message: `Health check: ${report.overall_status}`,
    details: {
      ...report.summary,
      checks: report.checks.map(({ name, status }) => ({ name, status })),
      ...(workstream !== undefined && { workstream }),
    },
  });
  return report;
}

/** What the configuration says about the checks, in general and for one workstream. */
export function healthSettings({ config }: Settings, workstream: string | undefined): HealthSettings {
  const general = config.environment.healthChecks ?? {};
  const own = workstream === undefined ? undefined : config.workstreams[workstream]?.healthChecks;
  return own === undefined ? general : mergeHealthSettings(general, own);
}
