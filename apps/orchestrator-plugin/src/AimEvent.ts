import type { AuditEventType, AuditSeverity } from '@aim/core';

/** Something that happened in a run. Holds names, counts and digests; never a secret value or a prompt. */
export interface AimEvent {
  /** Rises by one from event to event; a gap means that the reader was too slow for the buffer. */
  readonly seq: number;
  /** The audit's own types, and `notice` for what the vault has to say to a person, which is not audited. */
  readonly type: AuditEventType | 'notice';
  /** UTC, ISO 8601. */
  readonly timestamp: string;
  readonly severity: AuditSeverity;
  readonly message: string;
  readonly run_id: string;
  readonly ws_id?: string;
  readonly details: Readonly<Record<string, unknown>>;
}
