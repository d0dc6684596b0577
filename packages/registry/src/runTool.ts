import {
  monotonicMs,
  adapterContract,
  type Adapter,
  type AdapterContext,
  type AdapterRequest,
  type AdapterResult,
} from '@aim/core';
import { auditAttempt } from './auditAttempt.js';
import { callAdapter } from './callAdapter.js';
import type { ToolAttempt } from './capabilityResult.js';
import { failureReasonOf, isRetryable } from './failureReason.js';
import type { Invocation } from './invocation.js';
import { pause } from './pause.js';
import { queued } from './queued.js';
import type { RouteStep } from './routePlan.js';
import { stepAdapter } from './stepAdapter.js';

/** What came of a tool, with the last try's result as the adapter gave it. */
export interface ToolOutcome {
  readonly attempt: ToolAttempt;
  readonly result: AdapterResult;
}

interface Call {
  readonly adapter: Adapter;
  readonly request: AdapterRequest;
  readonly context: AdapterContext;
}

interface Try {
  readonly result: AdapterResult;
  readonly durationMs: number;
}

const longestBackoffMs = 60_000;

/**
 * Runs one tool of the chain, and again after 2, 4, 8, … seconds while its failure may pass and tries are left. Each
 * try has the whole timeout and is recorded. A step that is not ready is recorded and not started.
 */
export async function runTool(step: RouteStep, invocation: Invocation): Promise<ToolOutcome> {
  const { effects, plan } = invocation;
  const { sleep = pause, signal } = effects;
  const call = await prepareCall(step, invocation);
  if (call === undefined) return skipTool(step, invocation);
  for (let tries = 1, total = 0; ; tries += 1) {
    const { result, durationMs } = await oneTry(call, invocation);
    total += durationMs;
    const reason = result.success ? null : failureReasonOf(result);
    const facts = { tool: step.tool, success: result.success, reason };
    const adapter = step.adapter?.kind ?? null;
    await auditAttempt({ ...facts, attempt: tries, durationMs, adapter }, invocation.request, effects);
    const last =
      reason === null || tries > plan.maxRetries || !isRetryable(reason) || signal?.aborted === true;
    if (last) {
      const { message, content } = result;
      return { result, attempt: { ...facts, message, duration_ms: total, tries, content } };
    }
    await sleep(Math.min(2 ** tries * 1000, longestBackoffMs), signal);
  }
}

async function prepareCall(step: RouteStep, invocation: Invocation): Promise<Call | undefined> {
  if (step.status !== 'ready' || step.adapter === undefined || step.path === undefined) return undefined;
  const { effects, plan, request } = invocation;
  const adapter = stepAdapter(step.tool, step.adapter, invocation);
  const { env, mask } = await effects.environmentFor(step.tool, adapter);
  return {
    adapter,
    request: {
      capability: request.capability,
      payload: request.payload,
      tool: step.tool,
      timeout_ms: plan.timeoutMs,
      max_retries: 0,
      contract: adapterContract,
    },
    context: {
      run: effects.run,
      executable: step.path,
      cwd: effects.cwd,
      env,
      mask,
      ...(effects.signal && { signal: effects.signal }),
    },
  };
}

async function oneTry({ adapter, request, context }: Call, { effects }: Invocation): Promise<Try> {
  const { clock = monotonicMs, registry, lockDirectory, queueWaitMs, cwd, signal } = effects;
  const timed = async (): Promise<Try> => {
    const started = clock();
    const result = await callAdapter(adapter, request, context);
    return { result, durationMs: Math.round(clock() - started) };
  };
  const { strategy, max_concurrent: maxConcurrent = 1 } =
    registry.conflict_resolution?.concurrent_access ?? {};
  // Asking for a version changes nothing, so there is nothing to wait for.
  const waits = strategy === 'queue' && request.capability !== 'version_checking';
  if (lockDirectory === undefined || !waits) return timed();
  const limits = { maxConcurrent, ...(queueWaitMs !== undefined && { waitMs: queueWaitMs }) };
  return queued({ directory: lockDirectory, cwd, ...limits, ...(signal && { signal }) }, timed);
}

async function skipTool(
  { tool, reason, why }: RouteStep,
  { request, effects }: Invocation,
): Promise<ToolOutcome> {
  const facts = { tool, success: false, reason: reason ?? 'not_installed' } as const;
  await auditAttempt({ ...facts, attempt: 0, durationMs: 0, adapter: null }, request, effects);
  const result = { success: false, message: why, content: null };
  return { result, attempt: { ...facts, message: why, duration_ms: 0, tries: 0, content: null } };
}
