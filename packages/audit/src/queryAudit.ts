import type { AuditRecord } from './auditRecord.js';

/** What to look for; absent members match everything. */
export interface AuditQuery {
  readonly type?: string;
  /** The `tool` or `tool_id` in the event's details. */
  readonly tool?: string;
  readonly severity?: string;
  /** Events of this moment and later. */
  readonly since?: Date;
  /** The newest so many. */
  readonly limit?: number;
}

/** The matching events, newest first. */
export function queryAudit(records: readonly AuditRecord[], query: AuditQuery = {}): readonly AuditRecord[] {
  const { limit = Infinity } = query;
  const found: AuditRecord[] = [];
  for (const record of records.toReversed()) {
    if (found.length >= limit) break;
    if (matches(record, query)) found.push(record);
  }
  return found;
}

export function matches(record: AuditRecord, { type, tool, severity, since }: AuditQuery): boolean {
  const { details } = record;
  return (
    (type === undefined || record.event_type === type) &&
    (severity === undefined || record.severity === severity) &&
    (tool === undefined || details['tool'] === tool || details['tool_id'] === tool) &&
    // Not a comparison of `<`: a timestamp that is no point in time matches no limit.
    (since === undefined || Date.parse(record.timestamp) >= since.getTime())
  );
}
