import type { AdapterResult, FailureReason } from '@aim/core';

/** A failure of the tool as a result, `error_reason` included. */
export function failure(
  reason: FailureReason,
  message: string,
  facts: Readonly<Record<string, unknown>> = {},
): AdapterResult {
  return { success: false, message, content: { ...facts, error_reason: reason } };
}
