import type { AimError } from '@aim/core';
import type { ConfigIssue } from '../ConfigIssue.js';
import { configError } from '../errors.js';
import { summarizeIssues } from '../summarizeIssues.js';

/** The error for a file with settings that cannot be; `warnings` go along in its details. */
export function invalidConfig(
  file: string,
  errors: readonly ConfigIssue[],
  warnings: readonly ConfigIssue[] = [],
): AimError {
  const count = `${errors.length} invalid setting${errors.length === 1 ? '' : 's'}`;
  return configError('CONFIG_INVALID', `${file} has ${count}\n${summarizeIssues(errors)}`, {
    hint: errors.find((issue) => issue.hint)?.hint ?? 'Correct the settings that are named.',
    details: { issues: [...errors, ...warnings] },
  });
}
