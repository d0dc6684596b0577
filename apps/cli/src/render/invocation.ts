import type { LintIssue } from '@aim/adapters';
import { displayText } from '@aim/core';
import type { CapabilityResult } from '@aim/registry';
import type { TextStyle } from '../result.js';
import { displayLines } from './displayLines.js';

/** The result of an invocation for a person: who did it, what changed, what was found. */
export function renderInvocation(result: CapabilityResult, { colors }: TextStyle): string {
  const headline = result.success
    ? `${colors.green('✓')} ${result.tool ?? ''}: ${displayLines(result.message)}`
    : `${colors.red('✗')} ${displayLines(result.message)}`;
  const content = result.content ?? {};
  const lines = [headline];
  for (const [label, key] of [
    ['changed', 'files_modified'],
    ['created', 'files_created'],
  ] as const) {
    const files = content[key];
    if (Array.isArray(files) && files.length > 0) lines.push(displayText(`  ${label}: ${files.join(', ')}`));
  }
  const { issues } = content;
  if (Array.isArray(issues))
    lines.push(...issues.filter(isIssue).map((issue) => `  ${displayText(issueLine(issue))}`));
  return lines.join('\n');
}

/** A script adapter may put anything into its content. */
function isIssue(value: unknown): value is LintIssue {
  return typeof value === 'object' && value !== null && 'file' in value && 'message' in value;
}

function issueLine({ file, line, column, severity, message, rule }: LintIssue): string {
  return `${file}:${line}:${column} ${severity} ${message}${rule ? ` (${rule})` : ''}`;
}
