import type { AuditSink } from '@aim/core';
import { applyVariables, type VariablesPlan, type VariablesResult } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { operationEffects } from './operationEffects.js';
import { recordChange } from './recordChange.js';

/**
 * Edits profiles or the Windows registry as planned, and records it if anything changed.
 * @throws AimError `PROFILE_CHANGED`, `PROFILE_REGISTRY`, `WRITE_FAILED`, and what the log reports.
 */
export async function changeVariables(
  settings: Settings,
  plans: readonly VariablesPlan[],
  { audit, operation }: { readonly audit: AuditSink; readonly operation: 'env apply' | 'env remove' },
): Promise<VariablesResult> {
  const targets: string[] = [];
  for (const plan of plans) {
    const result = await applyVariables(plan, operationEffects(settings));
    targets.push(...result.targets);
    if (result.changed) await recordChange(audit, operation, { targets: result.targets });
  }
  return { changed: targets.length > 0, targets };
}
