import { auditAttempt } from './auditAttempt.js';
import type { CapabilityResult } from './capabilityResult.js';
import { checkPayload } from './checkPayload.js';
import type { InvocationEffects, InvocationRequest } from './invocation.js';
import { missingContext } from './missingContext.js';
import type { RoutePlan } from './routePlan.js';

/**
 * Holds a request against the capability's context requirements and the security limits, before anything starts. A
 * request the limits refuse is recorded.
 *
 * @returns `undefined` when it may go on.
 */
export async function checkInvocation(
  request: InvocationRequest,
  plan: RoutePlan,
  effects: InvocationEffects,
): Promise<CapabilityResult | undefined> {
  const { capability } = request;
  const base = { success: false, capability } as const;
  if (plan.error !== undefined) {
    const reason = plan.error.code === 'unknown_capability' ? 'unknown_capability' : 'invalid_input';
    const hint = 'See `aim route` and `aim tools list` for what there is.';
    return { ...base, message: plan.error.message, content: null, reason, hint };
  }
  const { registry, cwd, platform } = effects;
  const refusal = checkPayload(request.payload, registry.security ?? {}, {
    cwd,
    ...(platform && { platform }),
  });
  if (refusal !== undefined) {
    const { message, details, reason } = refusal;
    if (reason === 'refused_by_policy') {
      const facts = {
        tool: request.tool ?? null,
        attempt: 0,
        success: false,
        reason,
        durationMs: 0,
        adapter: null,
      };
      await auditAttempt(facts, request, effects);
    }
    const hint = "Change the payload, or the limits in the configuration's security section.";
    return { ...base, message, content: details, reason, hint };
  }
  const rules = registry.capabilities ?? {};
  const rule = Object.hasOwn(rules, capability) ? rules[capability] : undefined;
  const missing = missingContext(rule ?? {}, request.payload);
  if (missing.length === 0) return undefined;
  const message = `Capability '${capability}' needs ${missing.map((field) => `'${field}'`).join(' and ')} in the payload.`;
  const hint = `Give ${missing.map((field) => optionFor(field)).join(' and ')}.`;
  return { ...base, message, content: { missing }, reason: 'invalid_input', hint };
}

function optionFor(field: string): string {
  if (field === 'prompt') return '--prompt TEXT';
  return field === 'files' ? '--file FILE' : `--payload with '${field}'`;
}
