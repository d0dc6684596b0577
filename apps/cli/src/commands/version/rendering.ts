import { displayText } from '@aim/core';
import type { VersionReport, VersionRow } from '@aim/versions';
import { renderTable } from '../../render/table.js';
import type { Colors } from '../../colors.js';
import type { TextStyle } from '../../result.js';

export { renderVersionMarkdown, versionCheckJson } from '@aim/versions';

/** A report as a table with a sum below. */
export function renderVersions({ rows, summary }: VersionReport, style: TextStyle): string {
  if (rows.length === 0) return 'The configuration names no packages';
  const table = renderTable(
    {
      head: ['Tool', 'Manager', 'Expected', 'Actual', 'Status'],
      rows: rows.map((row) => [
        displayText(row.tool),
        row.manager,
        displayText(row.expected ?? 'any'),
        displayText(row.actual ?? '-'),
        statusText(row, style.colors),
      ]),
    },
    style,
  );
  const { total, ok, drift, missing } = summary;
  return `${table}\n\n${total} package(s): ${ok} ok, ${drift} drifted, ${missing} missing`;
}

function statusText({ status, direction }: VersionRow, { green, yellow, red, dim }: Colors): string {
  const paint = { ok: green, ahead: yellow, drift: yellow, missing: red, unpinned: dim }[status];
  return paint(status === 'drift' && direction !== undefined ? `drift (${direction})` : status);
}
