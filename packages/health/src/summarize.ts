import type { CheckOutcome } from './HealthCheck.js';

export interface CheckResult extends CheckOutcome {
  readonly name: string;
  readonly timestamp: string;
  readonly title: string;
  readonly duration_ms: number;
}

/** The older system's report, with `title`, `fix` and `duration_ms` added to each check. */
export interface HealthReport {
  readonly timestamp: string;
  readonly overall_status: 'healthy' | 'degraded' | 'unhealthy';
  readonly summary: { readonly pass: number; readonly warn: number; readonly fail: number };
  readonly checks: readonly CheckResult[];
}

/** Any fail makes the whole unhealthy, any warning degraded. Where nothing was checked, nothing is known to be healthy. */
export function summarize(checks: readonly CheckResult[], timestamp: string): HealthReport {
  const count = (status: CheckOutcome['status']): number =>
    checks.filter((check) => check.status === status).length;
  const summary = { pass: count('pass'), warn: count('warn'), fail: count('fail') };
  const overall = summary.fail > 0 ? 'unhealthy' : summary.pass < checks.length ? 'degraded' : 'healthy';
  return { timestamp, overall_status: checks.length === 0 ? 'degraded' : overall, summary, checks };
}
