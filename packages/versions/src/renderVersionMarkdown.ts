import { displayText } from '@aim/core';
import type { VersionReport, VersionRow } from './VersionReport.js';

const header = ['| Tool | Manager | Expected | Actual | Status |', '| --- | --- | --- | --- | --- |'];

/**
 * A table in GitHub-flavoured Markdown, ending in a line break. Names and versions are code, so that nothing in them
 * is markup, a link or a mention.
 */
export function renderVersionMarkdown({ rows, summary }: VersionReport): string {
  const { total, ok, drift, missing, unpinned, ahead } = summary;
  const of = [unpinned > 0 ? `${unpinned} unpinned` : '', ahead > 0 ? `${ahead} ahead of the lock` : ''];
  const details = of.filter((text) => text !== '').join(', ');
  return [
    ...header,
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
    '',
    `${total} total: ${ok} ok${details && ` (${details})`}, ${drift} drift, ${missing} missing`,
    '',
  ].join('\n');
}

function cellsOf({ tool, manager, expected, actual, status, direction }: VersionRow): readonly string[] {
  const state = direction === undefined ? status : `${status} (${direction})`;
  return [code(tool), code(manager), code(expected), code(actual), state];
}

function code(text: string | null): string {
  if (text === null || text.trim() === '') return '–';
  const shown = displayText(text);
  if (!/[`|\\]/.test(shown)) return `\`${shown}\``;
  // A backslash before a pipe cannot be written in a code span of a table, so every sign becomes an entity.
  return `<code>${shown.replace(/[^\w. ]/gu, (sign) => `&#${sign.codePointAt(0)};`)}</code>`;
}
