import { exitCodes, type ExitCode } from '@aim/core';
import type { CapabilityResult, InvocationFailure } from './capabilityResult.js';

const byReason: Readonly<Partial<Record<InvocationFailure, ExitCode>>> = {
  unknown_capability: exitCodes.input,
  invalid_input: exitCodes.input,
  not_installed: exitCodes.dependency,
  refused_by_policy: exitCodes.permission,
  timeout: exitCodes.timeout,
  cancelled: exitCodes.interrupted,
};

/** The process exit code that an invocation's result stands for. */
export function resultExitCode(result: Pick<CapabilityResult, 'success' | 'reason'>): ExitCode {
  if (result.success) return exitCodes.ok;
  return (result.reason && byReason[result.reason]) ?? exitCodes.command;
}
