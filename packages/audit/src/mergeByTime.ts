import type { AuditRecord } from './auditRecord.js';

/** Merges two sequences by time without changing the order within either. */
export function mergeByTime(
  left: readonly AuditRecord[],
  right: readonly AuditRecord[],
): readonly AuditRecord[] {
  const merged: AuditRecord[] = [];
  let next = 0;
  for (const record of right) {
    for (let other = left[next]; other !== undefined && byTime(other, record) <= 0; other = left[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(record);
  }
  return [...merged, ...left.slice(next)];
}

export function byTime(a: AuditRecord, b: AuditRecord): number {
  return a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0;
}
