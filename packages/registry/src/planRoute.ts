import type { AdapterChoiceEffects } from './chooseAdapter.js';
import { registryError } from './errors.js';
import { planStep } from './planStep.js';
import type { Registry } from './registry.js';
import type { RoutePlan, RouteRequest } from './routePlan.js';
import { toolOrder } from './toolOrder.js';

export interface PlanEffects extends AdapterChoiceEffects {
  /** 0 ≤ value < 1. `Math.random` when absent. */
  readonly random?: () => number;
}

const defaultTimeoutMs = 30_000;

/**
 * Which tools would be tried for a capability, in which order, with which adapter, and why. Reads `PATH` and looks
 * for files, but starts nothing. A capability or tool that is not known gives a plan with an `error` and no steps.
 *
 * @throws AimError REGISTRY_DISABLED
 */
export function planRoute(registry: Registry, request: RouteRequest, effects: PlanEffects = {}): RoutePlan {
  if (registry.enabled === false) {
    throw registryError('REGISTRY_DISABLED', 'Routing is switched off: registry.enabled is false.', {
      hint: 'Set registry.enabled to true in aim_config.json, or call the tool yourself with `aim run`.',
    });
  }
  const { capability, simulate = {} } = request;
  const { tools, rule, error } = toolOrder(registry, request, effects.random ?? Math.random);
  const maxRetries = rule?.max_retries ?? 0;
  const steps = tools.map((tool) => {
    const simulated = Object.hasOwn(simulate, tool) ? simulate[tool] : undefined;
    return planStep(registry, { tool, capability, maxRetries, ...(simulated && { simulated }) }, effects);
  });
  return {
    capability,
    steps,
    chosen: steps.find((step) => step.status === 'ready')?.tool ?? null,
    timeoutMs: request.timeoutMs ?? rule?.timeout_ms ?? registry.defaultTimeoutMs ?? defaultTimeoutMs,
    maxRetries,
    loadBalance: rule?.loadBalance === true,
    notes: Object.keys(simulate)
      .filter((tool) => !tools.includes(tool))
      .map((tool) => `'${tool}' is to be taken as failing, but is not in the chain of '${capability}'.`),
    ...(error && { error }),
  };
}
