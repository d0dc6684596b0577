import { failureReasons, type AdapterResult, type FailureReason } from '@aim/core';

/** Names that the older adapters use. */
const olderNames: Readonly<Record<string, FailureReason>> = {
  authentication_required: 'auth',
  command_not_found: 'not_installed',
};

/** Exit codes with a meaning of their own: of `timeout`(1) and of a shell that does not find a command. */
const exitReasons: Readonly<Record<number, FailureReason>> = { 124: 'timeout', 127: 'not_installed' };

const finalReasons: ReadonlySet<FailureReason> = new Set<FailureReason>([
  'auth',
  'billing',
  'timeout',
  'refused_by_policy',
  'not_installed',
  'contract',
]);

/** The reason a failed result gives in `content.error_reason`; `tool_error` when it gives none that is known. */
export function failureReasonOf(result: Pick<AdapterResult, 'content'>): FailureReason {
  const given = result.content?.error_reason;
  if (typeof given !== 'string') return 'tool_error';
  if (Object.hasOwn(olderNames, given)) return olderNames[given] ?? 'tool_error';
  return failureReasons.find((reason) => reason === given) ?? 'tool_error';
}

/** What an adapter's exit code says about the failure. */
export function exitReasonOf(exitCode: number): FailureReason {
  return exitReasons[exitCode] ?? 'tool_error';
}

/** Whether trying the same tool again may help. */
export function isRetryable(reason: FailureReason): boolean {
  return !finalReasons.has(reason);
}
