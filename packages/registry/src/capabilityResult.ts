import type { AdapterResult, FailureReason } from '@aim/core';

/** Why an invocation as a whole did not succeed. */
export type InvocationFailure = FailureReason | 'unknown_capability' | 'invalid_input' | 'cancelled';

/** What came of one tool of the chain. */
export interface ToolAttempt {
  readonly tool: string;
  readonly success: boolean;
  readonly message: string;
  readonly reason: FailureReason | null;
  /** Of all tries together, without the time spent waiting between them. */
  readonly duration_ms: number;
  /** How often the tool was started; 0 for a tool that was skipped. */
  readonly tries: number;
  /** The last try's own content. */
  readonly content: AdapterResult['content'];
}

/**
 * What an invocation answers: the first successful tool's own result, or a failure in the same shape. Fields beside
 * `success`, `message` and `content` are additions.
 */
export interface CapabilityResult extends AdapterResult {
  readonly capability: string;
  /** The tool that succeeded. */
  readonly tool?: string;
  readonly reason?: InvocationFailure;
  /** What the user can do next. */
  readonly hint?: string;
  /** On success, the tools that were tried before; on failure they are in `content.attempts`. */
  readonly attempts?: readonly ToolAttempt[];
}
