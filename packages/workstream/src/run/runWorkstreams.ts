import { localEngine } from './localEngine.js';
import type { RunEffects } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';
import type { RunResult } from './RunResult.js';
import type { WorkstreamEngine } from './WorkstreamEngine.js';

/**
 * Runs a plan to its end, or continues the run that `plan.runId` names; see {@link WorkstreamEngine}. A killed run is
 * continued with the plan of `readRunPlan`: what is recorded as done is not done again, what was under way is.
 */
export function runWorkstreams(
  plan: RunPlan,
  effects: RunEffects,
  engine: WorkstreamEngine = localEngine,
): Promise<RunResult> {
  return engine.run(plan, effects);
}
