import { AimError, exitCodes } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { allChecks } from '../src/allChecks.js';
import { runChecks } from '../src/runChecks.js';
import type { HealthCheck } from '../src/HealthCheck.js';
import { healthContext } from './support/healthContext.js';

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
    const report = await runChecks([hanging, passing], healthContext(), {
      perCheckTimeoutMs: 20,
      totalTimeoutMs: 80,
    });
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

  it('names what a hanging check waits for', async () => {
    const hanging: HealthCheck = {
      id: 'hangs',
      title: 'Hangs',
      run({ waitsFor, signal }) {
        waitsFor('/mnt/gone');
        signal.addEventListener('abort', () => waitsFor('something else'));
        return new Promise(() => undefined);
      },
    };
    const report = await runChecks([hanging], healthContext(), { perCheckTimeoutMs: 10, totalTimeoutMs: 40 });
    expect(report.checks[0]?.message).toBe('No answer within 10 ms: waiting for /mnt/gone');
  });

  it('aborts a check whose time is up and waits until it has cleaned up', async () => {
    let cleaned = false;
    const slow: HealthCheck = {
      id: 'slow',
      title: 'Slow',
      run: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            setTimeout(() => {
              cleaned = true;
              reject(new Error('stopped'));
            }, 20);
          });
        }),
    };
    const report = await runChecks([slow], healthContext(), { perCheckTimeoutMs: 10 });
    expect(cleaned).toBe(true);
    expect(report.checks[0]?.message).toContain('No answer');
  });

  it('does not give one check the time of the whole run', async () => {
    const hanging: HealthCheck = { id: 'hangs', title: 'Hangs', run: () => new Promise(() => undefined) };
    const limits = { perCheckTimeoutMs: 600_000, totalTimeoutMs: 50 };
    const report = await runChecks([hanging], healthContext(), limits);
    expect(report.checks[0]?.message).toContain('No answer within 25 ms');
  });

  it('still reads an answer that came in time while another check kept the process busy', async () => {
    const busy: HealthCheck = {
      id: 'busy',
      title: 'Busy',
      run() {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
        return { status: 'pass', message: 'done' };
      },
    };
    const quick: HealthCheck = {
      id: 'quick',
      title: 'Quick',
      run: () => new Promise((resolve) => setImmediate(resolve, { status: 'pass', message: 'done' })),
    };
    const report = await runChecks([quick, busy], healthContext(), { perCheckTimeoutMs: 30 });
    expect(report.summary).toEqual({ pass: 2, warn: 0, fail: 0 });
  });

  it.each([
    ['while they run', 5],
    ['before they start', undefined],
  ])('stops the checks when it is told to %s', async (_, delayMs) => {
    const stop = new AbortController();
    if (delayMs === undefined) stop.abort();
    else setTimeout(() => stop.abort(), delayMs);
    const waiting: HealthCheck = {
      id: 'waits',
      title: 'Waits',
      run: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    };
    const report = await runChecks([waiting], healthContext(), { signal: stop.signal });
    expect(report.checks[0]).toMatchObject({
      status: 'fail',
      message: 'Stopped before there was an answer',
    });
  });

  it('is stopped by a signal that a check sends, though the others wait for nothing yet', async () => {
    const stop = new AbortController();
    const stopping: HealthCheck = {
      id: 'stops',
      title: 'Stops',
      run() {
        stop.abort();
        return { status: 'pass', message: 'done' };
      },
    };
    const hanging: HealthCheck = { id: 'hangs', title: 'Hangs', run: () => new Promise(() => undefined) };
    const report = await runChecks([stopping, hanging], healthContext(), {
      signal: stop.signal,
      totalTimeoutMs: 600_000,
      perCheckTimeoutMs: 500_000,
    });
    expect(report.checks.map(({ message }) => message)).toEqual([
      'done',
      'Stopped before there was an answer',
    ]);
  });

  it('starts no timer where no check has to wait', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    let during = -1;
    const steps: HealthCheck = {
      id: 'steps',
      title: 'Steps',
      async run() {
        for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
        during = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
        return { status: 'pass', message: 'done' };
      },
    };
    await runChecks([steps], healthContext());
    expect(during).toBe(before);
  });

  it('shows control characters instead of sending them to a terminal', async () => {
    const odd: HealthCheck = {
      id: 'odd',
      title: 'Odd',
      run: () => ({ status: 'warn', message: 'a\u001b[2Jb', fix: 'c\nd' }),
    };
    const report = await runChecks([odd], healthContext());
    expect(report.checks[0]).toMatchObject({ message: String.raw`a\x1b[2Jb`, fix: String.raw`c\nd` });
  });

  it('does not call a machine healthy of which nothing was checked', async () => {
    expect((await runChecks([], healthContext())).overall_status).toBe('degraded');
  });

  it('finds a healthy machine healthy', async () => {
    const report = await runChecks(allChecks, healthContext());
    expect(report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(report.overall_status).toBe('healthy');
  });

  it('lets no check pass whose questions fail', async () => {
    const refuse = () => Promise.reject(new Error('no'));
    const throws = () => {
      throw new Error('no');
    };
    const context = healthContext({
      detectTools: throws,
      findCommand: throws,
      vaultStatus: refuse,
      drift: refuse,
      duplicateTools: refuse,
      auditStatus: refuse,
      versionOf: refuse,
      requiredPaths: ['/x'],
      paths: { inspect: refuse, isReadable: refuse, freeSpace: refuse, networkMount: refuse },
    });
    const report = await runChecks(allChecks, context);
    const passed = report.checks.filter(({ status }) => status === 'pass').map(({ name }) => name);
    expect(passed).toEqual(['config']);
  });
});
