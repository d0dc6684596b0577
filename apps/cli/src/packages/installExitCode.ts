import { exitCodes, type ExitCode } from '@aim/core';
import type { InstallPlan, InstallResult } from '@aim/installer';

/** 0 when all that was asked for is there. What had to wait for a package manager is a missing dependency. */
export function installExitCode({ status }: Pick<InstallResult, 'status'>, plan?: InstallPlan): ExitCode {
  if (status !== 'done' && status !== 'nothing_to_do') return exitCodes.command;
  if (plan === undefined) return exitCodes.ok;
  const isRefused = plan.steps.some(({ refused }) => refused !== undefined);
  if (plan.unresolved.length > 0 || isRefused) return exitCodes.command;
  return plan.blocked.length > 0 ? exitCodes.dependency : exitCodes.ok;
}
