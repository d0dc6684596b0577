import type { AuditRecord } from '@aim/audit';
import { displayText } from '@aim/core';
import type { TextStyle } from '../result.js';

/** Audit events as a table. */
export async function renderEvents(events: readonly AuditRecord[], style: TextStyle): Promise<string> {
  if (events.length === 0) return 'No events.';
  const rows = events.map(({ timestamp, event_type, severity, message }) => [
    timestamp.slice(0, 19).replace('T', ' '),
    event_type,
    severity,
    displayText(message),
  ]);
  const { renderTable } = await import('./table.js');
  return renderTable({ head: ['Time (UTC)', 'Event', 'Severity', 'Message'], rows }, style);
}
