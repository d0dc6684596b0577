import { mergeByTime } from './mergeByTime.js';
import { readAuditLog, type AuditReading } from './readAuditLog.js';

/**
 * Reads several logs as one trail, by time; the order within each log stays. So a log of the older systems and the one
 * in use are one history.
 *
 * @throws AimError AUDIT_READ_FAILED if a file cannot be read.
 */
export function readAuditTrail(paths: readonly string[]): AuditReading {
  const readings = paths.map(readAuditLog);
  return {
    records: readings.map(({ records }) => records).reduce((left, right) => mergeByTime(left, right), []),
    bytes: readings.reduce((sum, { bytes }) => sum + bytes, 0),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}
