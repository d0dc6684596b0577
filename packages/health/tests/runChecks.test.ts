import { AimError, exitCodes } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { runChecks } from '../src/runChecks.js';
import type { HealthCheck } from '../src/HealthCheck.js';
import { healthContext } from './healthContext.js';

const passing: HealthCheck = { id: 'good', title: 'Good', run: () => ({ status: 'pass', message: 'fine' }) };

describe('runChecks', () => {
  it('reports every check, in order, with the overall status', async () => {
    const warning: HealthCheck = {
      id: 'meh',
      title: 'Meh',
      run: () => ({ status: 'warn', message: 'look', fix: 'do' }),
    };
    const report = await runChecks([passing, warning], healthContext());
    expect(report.overall_status).toBe('degraded');
    expect(report.summary).toEqual({ pass: 1, warn: 1, fail: 0 });
    expect(report.checks.map(({ name }) => name)).toEqual(['good', 'meh']);
    expect(report.checks[1]).toMatchObject({ title: 'Meh', message: 'look', fix: 'do' });
  });

  it('turns a hanging check into a failure of its own', async () => {
    const hanging: HealthCheck = { id: 'hangs', title: 'Hangs', run: () => new Promise(() => undefined) };
    const report = await runChecks([hanging, passing], healthContext(), { perCheckTimeoutMs: 20 });
    expect(report.checks.map(({ status }) => status)).toEqual(['fail', 'pass']);
    expect(report.checks[0]?.message).toContain('20 ms');
    expect(report.overall_status).toBe('unhealthy');
  });

  it('keeps the message and the hint of a known error', async () => {
    const failing: HealthCheck = {
      id: 'locked',
      title: 'Locked',
      run: () => {
        throw new AimError('X', exitCodes.permission, 'the vault is locked', { hint: 'unlock it' });
      },
    };
    const report = await runChecks([failing], healthContext());
    expect(report.checks[0]).toMatchObject({
      status: 'fail',
      message: 'the vault is locked',
      fix: 'unlock it',
    });
  });

  it('shows only the kind of an unexpected error, whose text may hold a secret', async () => {
    const failing: HealthCheck = {
      id: 'broken',
      title: 'Broken',
      run: () => Promise.reject(new TypeError('KEY=hunter2-value')),
    };
    const report = await runChecks([failing], healthContext());
    expect(report.checks[0]?.message).toBe('The check itself failed (TypeError)');
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });
});
