import { adapterContract, type AuditEvent } from '@aim/core';
import { encodeLine, type ChainLink } from './auditLine.js';
import { safeDetails } from './safeDetails.js';

/** An event's own fields, ready to be written. */
export interface PreparedEvent {
  readonly event_type: string;
  readonly severity: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Who records. */
export interface Recorder {
  readonly user: string;
  /** Eight hexadecimal digits. */
  readonly sessionId: string;
  readonly contract?: string;
}

/** A longer message is cut; it belongs into a digest, not into the log. */
const maxMessageLength = 8192;

/** Takes a snapshot of an event, so that the caller may change its details afterwards. */
export function prepareEvent({ type, severity = 'info', message, details = {} }: AuditEvent): PreparedEvent {
  const cut = message.length > maxMessageLength;
  return {
    event_type: type,
    severity,
    message: cut ? `${message.slice(0, maxMessageLength)}… (${message.length} characters)` : message,
    details: safeDetails(details),
  };
}

/** Puts an event behind `previous` in the chain. */
export function chainEvent(
  event: PreparedEvent,
  previous: ChainLink,
  { recorder, time }: { readonly recorder: Recorder; readonly time: Date },
): ChainLink & { readonly line: string } {
  const seq = previous.seq + 1;
  const { line, hash } = encodeLine({
    event_type: event.event_type,
    timestamp: time.toISOString(),
    severity: event.severity,
    message: event.message,
    details: event.details,
    user: recorder.user,
    session_id: recorder.sessionId,
    contract: recorder.contract ?? adapterContract,
    seq,
    prev_hash: previous.hash,
  });
  return { seq, hash, line };
}
