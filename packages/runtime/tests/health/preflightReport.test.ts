import type { CheckResult, HealthReport } from '@aim/health';
import { describe, expect, it } from 'vitest';
import { preflightReport } from '../../src/health/preflightReport.js';

const timestamp = '2026-01-01T00:00:00.000Z';

const check = (name: string, status: CheckResult['status'], missing?: readonly string[]): CheckResult => ({
  name,
  status,
  message: 'as it is',
  title: name,
  timestamp,
  duration_ms: 1,
  ...(missing && { details: { missing } }),
});

const report = (
  overall: HealthReport['overall_status'],
  ...checks: readonly CheckResult[]
): HealthReport => ({ timestamp, overall_status: overall, summary: { pass: 0, warn: 0, fail: 0 }, checks });

describe('preflightReport', () => {
  it('fails for a required command that is missing, of which the health check only warns', () => {
    const read = preflightReport(
      report('degraded', check('commands', 'warn', ['docker']), check('node', 'pass')),
    );
    expect(read.checks.map(({ status }) => status)).toEqual(['fail', 'pass']);
    expect(read).toMatchObject({ overall_status: 'unhealthy', summary: { pass: 1, warn: 0, fail: 1 } });
  });

  it('warns of versions that differ or that nobody could tell', () => {
    const unknown = preflightReport(report('unhealthy', check('versions', 'fail')));
    expect(unknown).toMatchObject({ overall_status: 'degraded', summary: { warn: 1, fail: 0 } });
    const drift = preflightReport(report('degraded', check('versions', 'warn')));
    expect(drift).toMatchObject({ overall_status: 'degraded', summary: { warn: 1, fail: 0 } });
  });

  it('leaves everything else as it is', () => {
    const healthy = preflightReport(report('healthy', check('commands', 'pass', []), check('node', 'pass')));
    expect(healthy).toMatchObject({ overall_status: 'healthy', summary: { pass: 2, warn: 0, fail: 0 } });
    const failed = preflightReport(report('unhealthy', check('permissions', 'fail')));
    expect(failed).toMatchObject({ overall_status: 'unhealthy', summary: { fail: 1 } });
    expect(preflightReport(report('degraded')).overall_status).toBe('degraded');
  });
});
