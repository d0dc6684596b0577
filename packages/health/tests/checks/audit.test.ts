import { describe, expect, it } from 'vitest';
import { auditCheck } from '../../src/checks/audit.js';
import type { AuditFacts } from '../../src/healthFacts.js';
import { healthContext } from '../support/healthContext.js';

const sound: AuditFacts = {
  path: '/log',
  enabled: true,
  intact: true,
  records: 12,
  problem: null,
  fix: null,
};
const check = (facts: Partial<AuditFacts> = {}) =>
  auditCheck.run(healthContext({ auditStatus: () => Promise.resolve({ ...sound, ...facts }) }));

describe('audit check', () => {
  it('passes with an intact chain', async () => {
    expect(await check()).toMatchObject({ status: 'pass', message: '12 record(s), chain intact' });
  });

  it('does not call the records of the older systems a chain', async () => {
    expect(await check({ records: 0, olderRecords: 2 })).toMatchObject({
      status: 'pass',
      message: '2 record(s) of the older systems, which have no chain',
    });
  });

  it('fails with the problem and its fix, even when recording is switched off', async () => {
    const facts = { intact: false, problem: 'record 7 was changed', fix: 'look at it', enabled: false };
    expect(await check(facts)).toMatchObject({
      status: 'fail',
      message: 'record 7 was changed',
      fix: 'look at it',
    });
  });

  it('fails for a broken chain without a word about why', async () => {
    expect(await check({ intact: false })).toMatchObject({
      status: 'fail',
      message: 'The chain of /log is broken',
      fix: 'aim audit verify',
    });
  });

  it('warns when nothing is recorded', async () => {
    expect(await check({ enabled: false })).toMatchObject({ status: 'warn' });
  });
});
