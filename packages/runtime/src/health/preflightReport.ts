import type { CheckResult, HealthReport } from '@aim/health';

/**
 * A health report as one reads it before work is started. Of a few missing commands `aim health check` only warns,
 * since the rest of the machine is of use without them; work that requires one cannot be done. Versions, on the other
 * hand, stop no work, not even where a package manager takes too long to tell them.
 */
export function preflightReport(report: HealthReport): HealthReport {
  const checks = report.checks.map((check) => ({ ...check, status: statusBeforeWork(check) }));
  const count = (status: CheckResult['status']): number =>
    checks.filter((check) => check.status === status).length;
  const summary = { pass: count('pass'), warn: count('warn'), fail: count('fail') };
  const overall = summary.fail > 0 ? 'unhealthy' : summary.warn > 0 ? 'degraded' : report.overall_status;
  return { ...report, checks, summary, overall_status: overall };
}

function statusBeforeWork({ name, status, details }: CheckResult): CheckResult['status'] {
  if (name === 'versions') return status === 'fail' ? 'warn' : status;
  const missing = name === 'commands' ? details?.missing : undefined;
  return Array.isArray(missing) && missing.length > 0 ? 'fail' : status;
}
