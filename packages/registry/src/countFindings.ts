import type { AdapterResult } from '@aim/core';

/**
 * What a tool that only looks has found wrong: a linter's errors, a formatter's files that are not formatted. Its
 * success says no more than that it ran, so whoever uses it as a gate counts these.
 */
export function countFindings(content: AdapterResult['content']): number {
  const { error_count: errors, files_unformatted: files, formatted } = content ?? {};
  const unformatted = Array.isArray(files) ? files.length : 0;
  const found = typeof errors === 'number' && errors > 0 ? errors : 0;
  return found + (formatted === false ? Math.max(1, unformatted) : unformatted);
}
