import type { FailureReason } from '@aim/core';
import type { CapabilityResult, ToolAttempt } from './capabilityResult.js';
import { failureHint } from './failureHint.js';

/** The result when no tool of the chain succeeded. */
export function allFailedResult(capability: string, attempts: readonly ToolAttempt[]): CapabilityResult {
  const listed = attempts.map(({ tool, message }) => `${tool}: ${message}`).join('; ');
  const reason = overallReason(attempts);
  const example = attempts.find((attempt) => attempt.reason === reason);
  return {
    success: false,
    message: `All tools failed for capability '${capability}': ${listed}`,
    content: { attempts },
    capability,
    reason,
    hint: ownHint(example) ?? failureHint(reason, example?.tool ?? capability),
  };
}

/** What the attempt itself says to do, as an error does that kept its tool from starting. */
function ownHint(attempt: ToolAttempt | undefined): string | undefined {
  const hint = attempt?.content?.error_hint;
  return typeof hint === 'string' ? hint : undefined;
}

/** The result when the caller's signal ended the invocation. */
export function cancelledResult(capability: string, attempts: readonly ToolAttempt[]): CapabilityResult {
  return {
    success: false,
    message: `Capability '${capability}' was cancelled.`,
    content: { attempts },
    capability,
    reason: 'cancelled',
  };
}

/** The reason all tools share, those that are not there left aside; `tool_error` when they differ. */
function overallReason(attempts: readonly ToolAttempt[]): FailureReason {
  const reasons = new Set(attempts.map((attempt) => attempt.reason ?? 'tool_error'));
  if (reasons.size > 1) reasons.delete('not_installed');
  const [only = 'tool_error', ...others] = reasons;
  return others.length === 0 ? only : 'tool_error';
}
