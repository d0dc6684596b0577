import { basename } from 'node:path';
import type { AuditSink } from '@aim/core';
import { applyShims, type ShimPlan, type ShimResult } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { recordChange } from './recordChange.js';

/**
 * Writes and removes shims as planned, and records it if anything changed.
 * @throws AimError `SHIM_WRITE_FAILED`, and what the log reports.
 */
export async function changeShims(
  { platform, env }: Settings,
  plan: Pick<ShimPlan, 'directory' | 'write' | 'remove' | 'blocked'>,
  { audit }: { readonly audit: AuditSink },
): Promise<ShimResult> {
  const result = applyShims(plan, { platform, env });
  if (result.changed) {
    await recordChange(audit, 'shims', {
      directory: plan.directory,
      written: result.written.map((path) => basename(path)),
      removed: result.removed.map((path) => basename(path)),
    });
  }
  return result;
}
