import type { WorkstreamIssue } from '@aim/workstream';
import { displayLines } from '../render/displayLines.js';

/** A problem with its place and, on a line of its own, what to do about it. */
export function issueLines({ file, line, message, hint }: WorkstreamIssue): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return displayLines(`${place}${message}${hint === undefined ? '' : `\n    → ${hint}`}`);
}

export function warningLines(warnings: readonly WorkstreamIssue[]): string[] {
  return warnings.map((warning) => `warning: ${issueLines(warning)}`);
}
