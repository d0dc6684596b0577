import { describe, expect, it } from 'vitest';
import { versionsCheck } from '../../src/checks/versions.js';
import type { DriftStatus } from '../../src/healthFacts.js';
import { healthContext } from '../support/healthContext.js';

const one = (tool: string, status: DriftStatus, actual: string | null = '1.0.0') => ({
  tool,
  manager: 'npm',
  expected: '2.0.0',
  actual,
  status,
});
const check = (...statuses: readonly ReturnType<typeof one>[]) => {
  const count = (status: DriftStatus) => statuses.filter((each) => each.status === status).length;
  const summary = {
    total: statuses.length,
    ok: count('ok'),
    drift: count('drift'),
    missing: count('missing'),
    has_drift: count('drift') > 0,
  };
  return versionsCheck.run(healthContext({ drift: () => Promise.resolve({ summary, statuses }) }));
};

describe('versions check', () => {
  it('passes when all is as pinned, and keeps the older shape', async () => {
    expect(await check(one('a', 'ok'), one('b', 'unpinned'))).toMatchObject({
      status: 'pass',
      message: '1 as pinned',
      details: { summary: { total: 2, ok: 1 }, statuses: [{ tool: 'a' }, { tool: 'b' }] },
    });
  });

  it('passes when nothing is pinned', async () => {
    expect(await check()).toMatchObject({ status: 'pass', message: 'No version is pinned' });
  });

  it('warns of each difference, what is missing first', async () => {
    const outcome = await check(one('a', 'ahead', '3.0.0'), one('b', 'drift'), one('c', 'missing', null));
    expect(outcome).toMatchObject({ status: 'warn', fix: 'aim version sync --apply' });
    expect(outcome.message).toBe(
      'c is not installed; b is 1.0.0, not the pinned 2.0.0; a is 3.0.0, newer than the locked 2.0.0',
    );
  });

  it('names what it does not know', async () => {
    const outcome = await check({ ...one('a', 'drift', null) });
    expect(outcome.message).toBe('a is of an unknown version, not the pinned 2.0.0');
  });
});
