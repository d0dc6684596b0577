import type { AuditSink } from '@aim/core';

/** Records that the user's environment was changed: which operation, and the names of what it touched. */
export function recordChange(
  audit: AuditSink,
  operation: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return audit({
    type: 'env_change',
    message: `Environment: ${operation}`,
    details: { operation, ...details },
  });
}
