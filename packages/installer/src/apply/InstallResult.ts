import type { AimError } from '@aim/core';
import type { InstallStep, StepAction } from '../plan/InstallPlan.js';
import type { ManagerId } from '../PackageManager.js';

/** A failure as data, without what led to it. */
export interface ErrorFacts {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/**
 * `passed_over`: an alternative that was not needed or failed while another one installed. `not_attempted`: stopped
 * before its turn.
 */
export type PackageStatus = 'done' | 'kept' | 'failed' | 'rolled_back' | 'not_attempted' | 'passed_over';

export interface PackageResult {
  readonly manager: ManagerId;
  readonly name: string;
  readonly action: StepAction;
  readonly from?: string;
  readonly to?: string;
  readonly status: PackageStatus;
  readonly error?: ErrorFacts;
}

export interface InstallResult {
  /**
   * `partial`: something failed and the rest was kept. `rolled_back`: everything is as before. `rollback_failed`: a
   * package of a system manager could not be put back; the journal stays, so that it can be tried again.
   */
  readonly status: 'done' | 'partial' | 'rolled_back' | 'rollback_failed' | 'nothing_to_do';
  /** The generation in use now; absent when there is none. */
  readonly generation?: number;
  readonly packages: readonly PackageResult[];
  /** What concerns no single package: what failed as a whole, or that the run was stopped. */
  readonly error?: ErrorFacts;
  readonly notes: readonly string[];
}

export function errorFacts({ code, message, hint }: AimError): ErrorFacts {
  return { code, message, ...(hint !== undefined && { hint }) };
}

export function packageResult(step: InstallStep, status: PackageStatus, error?: AimError): PackageResult {
  const { manager, name, action, from, to } = step;
  return {
    manager,
    name,
    action,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    status,
    ...(error && { error: errorFacts(error) }),
  };
}
