import { createHash } from 'node:crypto';
import type { FailureReason } from '@aim/core';
import type { InvocationEffects, InvocationRequest } from './invocation.js';
import { payloadPaths } from './payloadPaths.js';

/** What is recorded of one attempt. */
export interface AttemptFacts {
  /** `null` when the request was refused before a tool was chosen. */
  readonly tool: string | null;
  /** Counts from 1; 0 for a tool that was skipped. */
  readonly attempt: number;
  readonly success: boolean;
  readonly reason: FailureReason | null;
  readonly durationMs: number;
  readonly adapter: 'built-in' | 'script' | null;
}

/** Records an attempt. The prompt goes in as length and digest; the payload and the output do not go in at all. */
export async function auditAttempt(
  facts: AttemptFacts,
  request: InvocationRequest,
  { audit }: Pick<InvocationEffects, 'audit'>,
): Promise<void> {
  const { tool, attempt, success, reason, durationMs, adapter } = facts;
  const outcome = success ? 'succeeded' : `failed (${reason ?? 'tool_error'})`;
  await audit({
    type: 'tool_invoke',
    severity: success ? 'info' : 'warning',
    message: `${tool ?? 'no tool'}: ${request.capability} ${outcome}`,
    details: {
      tool,
      capability: request.capability,
      attempt,
      success,
      reason,
      duration_ms: durationMs,
      prompt: promptDigest(request.payload),
      file_count: fileCount(request.payload),
      adapter,
    },
  });
}

function promptDigest(payload: Readonly<Record<string, unknown>>): { length: number; sha256: string } | null {
  const prompt = Object.hasOwn(payload, 'prompt') ? payload.prompt : undefined;
  if (typeof prompt !== 'string') return null;
  return { length: prompt.length, sha256: createHash('sha256').update(prompt).digest('hex') };
}

function fileCount(payload: Readonly<Record<string, unknown>>): number {
  const found = payloadPaths(payload);
  return 'paths' in found ? found.paths.length : 0;
}
