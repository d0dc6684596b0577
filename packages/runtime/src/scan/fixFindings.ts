import type { AuditSink } from '@aim/core';
import {
  applyFix,
  undoFix,
  type ApplyFixOptions,
  type FixPlan,
  type FixResult,
  type UndoResult,
} from '@aim/scanner';
import type { Settings } from '../loadSettings.js';

export interface FixRequest extends Pick<ApplyFixOptions, 'onItem' | 'signal'> {
  readonly audit: AuditSink;
}

/**
 * Carries out a plan. The log tells of it before anything happens and when it is over, so that what cannot be recorded
 * is not done.
 * @throws AimError of `@aim/scanner` and `@aim/audit`.
 */
export async function fixFindings(
  { dirs, platform }: Settings,
  plan: FixPlan,
  { audit, ...request }: FixRequest,
): Promise<FixResult> {
  const { method, items, bytes } = plan;
  await audit({
    type: 'scan_fix',
    message: `Scan fix started: ${method}`,
    details: { method, items: items.length, bytes },
  });
  const { items: outcomes, ...totals } = await applyFix(plan, { ...request, stateDir: dirs.state, platform });
  await audit({
    type: 'scan_fix',
    severity: totals.failed > 0 ? 'warning' : 'info',
    message: `Scan fix ${totals.aborted ? 'stopped' : 'done'}: ${method}`,
    details: totals,
  });
  return { ...totals, items: outcomes };
}

/**
 * Undoes a fix, or what a watch centralised, and records it.
 * @param run - its name, or `last`.
 * @throws AimError of `@aim/scanner` and `@aim/audit`.
 */
export async function undoFindings({ dirs }: Settings, run: string, audit: AuditSink): Promise<UndoResult> {
  await audit({ type: 'scan_fix', message: 'Scan undo started', details: { run } });
  const { items, ...totals } = await undoFix(run, { stateDir: dirs.state });
  await audit({
    type: 'scan_fix',
    severity: totals.failed + totals.changed > 0 ? 'warning' : 'info',
    message: 'Scan undo done',
    details: totals,
  });
  return { ...totals, items };
}
