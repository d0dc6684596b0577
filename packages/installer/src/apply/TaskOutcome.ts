import type { AimError } from '@aim/core';
import type { InstallStep } from '../plan/InstallPlan.js';
import type { GenerationPackage } from '../store/Generation.js';
import type { PackageStatus } from './InstallResult.js';

/** What became of one step of a run. */
export interface StepOutcome {
  readonly step: InstallStep;
  readonly status: PackageStatus;
  readonly error?: AimError;
  /** What the new generation holds of it. */
  readonly package?: GenerationPackage;
  readonly rebootNeeded?: boolean;
}

/** Whether a run with these outcomes has failed: an alternative that was passed over is no failure. */
export function hasFailed(outcomes: readonly StepOutcome[]): boolean {
  return outcomes.some(({ status }) => status === 'failed' || status === 'not_attempted');
}
