import { displayText } from '@aim/core';
import type { AuditRecord } from './auditRecord.js';
import { jsonLine } from './jsonLine.js';

export type AuditExportFormat = 'json' | 'jsonl' | 'csv';

const columns = [
  'timestamp',
  'event_type',
  'severity',
  'message',
  'user',
  'session_id',
  'seq',
  'details',
] as const;

/**
 * Writes events as one JSON array, as one JSON object a line, or as CSV (RFC 4180) with a header. A CSV cell never
 * begins with what a spreadsheet takes for a formula, and never holds a line break.
 */
export function exportAudit(records: readonly AuditRecord[], format: AuditExportFormat): string {
  return writers[format](records);
}

const writers: Readonly<Record<AuditExportFormat, (records: readonly AuditRecord[]) => string>> = {
  json: (records) => `${JSON.stringify(records, null, 2)}\n`,
  jsonl: (records) => records.map((record) => `${jsonLine(record)}\n`).join(''),
  csv: (records) => [columns.join(','), ...records.map(csvLine)].map((line) => `${line}\r\n`).join(''),
};

function csvLine(record: AuditRecord): string {
  return columns
    .map((column) => (column === 'details' ? jsonLine(record.details) : String(record[column] ?? '')))
    .map(csvCell)
    .join(',');
}

function csvCell(value: string): string {
  const shown = displayText(value);
  const inert = /^[=+\-@＝＋－＠]/.test(shown.trimStart()) ? `'${shown}` : shown;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
