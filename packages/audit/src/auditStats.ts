import type { AuditReading } from './readAuditLog.js';

/** Numbers of a log, in the legacy shape. */
export interface AuditStats {
  readonly total_events: number;
  readonly by_type: Readonly<Record<string, number>>;
  readonly by_severity: Readonly<Record<string, number>>;
  readonly log_size_bytes: number;
  /** Timestamps; `null` for an empty log. */
  readonly oldest_event: string | null;
  readonly newest_event: string | null;
}

/** Counts a log's events. */
export function auditStats({ records, bytes }: Pick<AuditReading, 'records' | 'bytes'>): AuditStats {
  const times = records.map((record) => record.timestamp).sort();
  return {
    total_events: records.length,
    by_type: countBy(records.map((record) => record.event_type)),
    by_severity: countBy(records.map((record) => record.severity)),
    log_size_bytes: bytes,
    oldest_event: times[0] ?? null,
    newest_event: times.at(-1) ?? null,
  };
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
