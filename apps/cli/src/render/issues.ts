import type { ConfigIssue } from '@aim/config';
import type { TextStyle } from '../result.js';
import { displayLines } from './displayLines.js';

/** Problems of configuration files, one or two lines each. */
export function renderIssues(issues: readonly ConfigIssue[], { colors }: TextStyle): string {
  if (issues.length === 0) return `${colors.green('✓')} The configuration is valid.`;
  const lines = issues.map(({ severity, file, line, column, pointer, message, hint }) => {
    const label = severity === 'error' ? colors.red('error') : colors.yellow('warning');
    const place = `${file}:${line}:${column}${pointer === '' ? '' : ` ${pointer}`}`;
    const text = `${place}: ${message}${hint === undefined ? '' : `\n    → ${hint}`}`;
    return `${label} ${displayLines(text)}`;
  });
  return [...lines, '', `${issues.length} problem(s)`].join('\n');
}
