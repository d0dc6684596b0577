import { displayText } from '@aim/core';
import type { ConfigIssue } from './ConfigIssue.js';

/** The first few issues, one a line: `file:line:column pointer: message`. */
export function summarizeIssues(issues: readonly ConfigIssue[], most = 3): string {
  const lines = issues.slice(0, most).map(({ file, line, column, pointer, message }) => {
    const place = pointer === '' ? '' : ` ${pointer}:`;
    return displayText(`  ${file}:${line}:${column}${place} ${message}`);
  });
  if (issues.length > most) lines.push(`  and ${issues.length - most} more`);
  return lines.join('\n');
}
