import type { RunEffects } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';
import type { RunResult } from './RunResult.js';

/** Carries out a plan, on this machine or on others. */
export interface WorkstreamEngine {
  /**
   * Runs a plan to its end. A workstream that fails is a result; what depends on it fails without being started, the
   * rest goes on.
   *
   * @throws AimError WORKSTREAM_PREFLIGHT_FAILED before anything has started; WORKSTREAM_CANCELLED on the signal;
   * WORKSTREAM_RUN_BUSY, WORKSTREAM_GIT_FAILED, and WORKSTREAM_STATE_… when the run cannot be kept.
   */
  run(plan: RunPlan, effects: RunEffects): Promise<RunResult>;
}
