import type { AuditSink } from '@aim/core';
import type { HealthReport } from '@aim/health';
import type { RunEffects } from '@aim/workstream';
import { checkBeforeWork } from '../health/checkBeforeWork.js';
import type { Settings } from '../loadSettings.js';

/** The health checks before a run. Workstreams without settings of their own share one report. */
export function workstreamPreflight(
  settings: Settings,
  services: { readonly audit: AuditSink; readonly signal: AbortSignal },
): RunEffects['preflight'] {
  const { workstreams } = settings.config;
  const check = (workstream?: string): Promise<HealthReport> =>
    checkBeforeWork(settings, { ...services, ...(workstream !== undefined && { workstream }) });
  let shared: Promise<HealthReport> | undefined;
  return async ({ id }) => {
    const own = Object.hasOwn(workstreams, id) ? workstreams[id]?.healthChecks : undefined;
    if (own !== undefined) return check(id);
    shared ??= check();
    return shared;
  };
}
