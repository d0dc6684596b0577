import type { AimError } from '@aim/core';
import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { summarizeIssues } from '../summarizeIssues.js';

/** The error for a text that cannot be parsed. */
export function syntaxError(file: string, issues: readonly ConfigIssue[]): AimError {
  const errors = issues.filter((issue) => issue.severity === 'error');
  return configError('CONFIG_SYNTAX', `${file} cannot be parsed\n${summarizeIssues(errors)}`, {
    hint: errors.find((issue) => issue.hint)?.hint ?? 'Correct the place that is named, then try again.',
    details: { issues },
  });
}
