import type { Adapter } from '@aim/core';
import { allFailedResult, cancelledResult } from './failedResult.js';
import type { CapabilityResult, ToolAttempt } from './capabilityResult.js';
import { checkInvocation } from './checkInvocation.js';
import type { Invocation, InvocationEffects, InvocationRequest } from './invocation.js';
import { planRoute } from './planRoute.js';
import { runTool, type ToolOutcome } from './runTool.js';

/**
 * Has a capability done by the first tool of its chain that succeeds. Every outcome of the routing is a result, a
 * capability that is not known and a cancellation included; nothing starts before the request has passed all checks.
 *
 * @throws AimError REGISTRY_DISABLED; INVOCATION_QUEUE_BUSY; whatever `environmentFor` and `audit` throw.
 */
export async function invokeCapability(
  request: InvocationRequest,
  effects: InvocationEffects,
): Promise<CapabilityResult> {
  const builtIns = await loadBuiltIns(request, effects);
  const plan = planRoute(effects.registry, request, { ...effects, builtInAdapter: (id) => builtIns.get(id) });
  const refusal = await checkInvocation(request, plan, effects);
  if (refusal !== undefined) return refusal;
  const invocation: Invocation = { request, plan, builtIns, effects };
  const attempts: ToolAttempt[] = [];
  for (const step of plan.steps) {
    const outcome = await unlessCancelled(effects.signal, () => runTool(step, invocation));
    if (outcome?.result.success) return successOf(outcome, request.capability, attempts);
    if (outcome !== undefined) attempts.push(outcome.attempt);
    if (effects.signal?.aborted) return cancelledResult(request.capability, attempts);
  }
  return allFailedResult(request.capability, attempts);
}

async function unlessCancelled<T>(
  signal: AbortSignal | undefined,
  task: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return signal?.aborted ? undefined : await task();
  } catch (error) {
    // Waiting for a turn or for the next try ends with the signal's own error.
    if (signal?.aborted && isAbort(error, signal)) return undefined;
    throw error;
  }
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError');
}

function successOf(
  { result, attempt }: ToolOutcome,
  capability: string,
  before: readonly ToolAttempt[],
): CapabilityResult {
  return { ...result, capability, tool: attempt.tool, ...(before.length > 0 && { attempts: before }) };
}

/** The built-in adapters that tools of the chain may use, so that planning itself needs no waiting. */
async function loadBuiltIns(
  { capability, tool }: InvocationRequest,
  { registry, adapters }: InvocationEffects,
): Promise<ReadonlyMap<string, Adapter>> {
  const rules = registry.capabilities ?? {};
  const rule = Object.hasOwn(rules, capability) ? rules[capability] : undefined;
  const chain = rule === undefined ? [] : [rule.primaryTool, ...(rule.fallbacks ?? [])];
  const loaded = new Map<string, Adapter>();
  for (const name of tool === undefined ? chain : [tool]) {
    const definition = Object.hasOwn(registry.tools, name) ? registry.tools[name] : undefined;
    const id = definition?.adapter ?? name;
    const adapter = definition && !loaded.has(id) ? await adapters(id) : undefined;
    if (adapter !== undefined) loaded.set(id, adapter);
  }
  return loaded;
}
