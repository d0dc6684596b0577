import type { CapabilityResult, ToolAttempt } from '@aim/registry';
import type { BridgeAttempt, BridgeResult } from './BridgeResult.js';

/**
 * The result of `aim invoke --json` in the shape and the words of `routeCapability`. What differs between the two:
 *
 * - an attempt is `{tool, success, message, reason, duration_ms, tries, content}`, not `[tool, result]`;
 * - a failure's content has an `error_reason` more, keeps the adapter's output, and is there after a timeout too;
 * - white space at the end of an adapter's standard error is left out of the message;
 * - a tool that is in no registry and output that is no JSON are told in other words;
 * - a tool that is not installed, or that the limits or the trust in a configuration refuse, is passed over unstarted;
 * - a rule's `max_retries`, `loadBalance`, `context_requirements` and the security limits are followed.
 */
export function toBridgeResult(invoked: CapabilityResult): BridgeResult {
  const { success, message, content, capability } = invoked;
  if (success || !Array.isArray(content?.attempts)) return { success, message, content };
  const attempts = (content.attempts as readonly ToolAttempt[]).map(toAttempt);
  const listed = attempts.map(([tool, result]) => `${tool}: ${result.message}`).join('; ');
  return {
    success,
    message: `All tools failed for capability '${capability}': ${listed}`,
    content: { attempts },
  };
}

function toAttempt({ tool, success, message, content }: ToolAttempt): BridgeAttempt {
  const result = (said: string, facts: unknown): BridgeAttempt => [
    tool,
    { success, message: said, content: facts },
  ];
  if (message === `Tool '${tool}' is not in the registry.`) {
    return result(`Tool '${tool}' not found in AIM registry`, null);
  }
  if (content === null || message.startsWith('Adapter timed out after ')) return result(message, null);
  const { stdout, stderr, exit_code: exitCode } = content;
  if (message.startsWith('Adapter exited with code '))
    return result(message, { exit_code: exitCode, stderr });
  const problem = /^Adapter '.*' of tool '.*?' (printed .*)$/s.exec(message)?.[1];
  if (problem === undefined) return result(message, content);
  return result(`Invalid JSON output from adapter: ${problem}`, { stdout, stderr });
}
