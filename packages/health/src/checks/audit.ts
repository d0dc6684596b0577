import type { HealthCheck } from '../HealthCheck.js';

/** The log of events is whole. */
export const auditCheck: HealthCheck = {
  id: 'audit',
  title: 'Audit log',
  async run({ auditStatus, signal }) {
    const { path, enabled, intact, records, olderRecords, problem, fix } = await auditStatus(signal);
    const details = { path, enabled, intact, records };
    if (!intact || problem !== null) {
      return {
        status: 'fail',
        message: problem ?? `The chain of ${path} is broken`,
        details,
        fix: fix ?? 'aim audit verify',
      };
    }
    if (!enabled) {
      return { status: 'warn', message: 'Switched off', details, fix: 'aim config set audit.enabled true' };
    }
    const message =
      olderRecords === undefined
        ? `${records} record(s), chain intact`
        : `${olderRecords} record(s) of the older systems, which have no chain`;
    return { status: 'pass', message, details };
  },
};
