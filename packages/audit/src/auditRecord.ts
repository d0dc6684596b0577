import { normalizeTimestamp } from './normalizeTimestamp.js';

/** One event, whichever system wrote it. The field names are those of the legacy log. */
export interface AuditRecord {
  readonly event_type: string;
  /** UTC with `Z` and milliseconds; as it was written, if it is no point in time. */
  readonly timestamp: string;
  readonly severity: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly user: string;
  /** Eight hexadecimal digits; empty where unknown. */
  readonly session_id: string;
  readonly contract?: string;
  readonly seq?: number;
  readonly prev_hash?: string;
  readonly hash?: string;
}

/**
 * Reads one line of a log, chained or legacy; `undefined` for a line that is no event. Unknown fields are dropped,
 * missing ones read as empty.
 */
export function parseRecord(line: string): AuditRecord | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(fields) || typeof fields['event_type'] !== 'string') return undefined;
  const { seq } = fields;
  return {
    event_type: fields['event_type'],
    timestamp: normalizeTimestamp(text(fields['timestamp'])),
    severity: text(fields['severity']) || 'info',
    message: text(fields['message']),
    details: isObject(fields['details']) ? fields['details'] : {},
    user: text(fields['user']),
    session_id: text(fields['session_id']),
    ...(typeof fields['contract'] === 'string' && { contract: fields['contract'] }),
    ...(typeof seq === 'number' && { seq }),
    ...(typeof fields['prev_hash'] === 'string' && { prev_hash: fields['prev_hash'] }),
    ...(typeof fields['hash'] === 'string' && { hash: fields['hash'] }),
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
