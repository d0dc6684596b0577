import { applyProfileEdits } from './applyProfileEdits.js';
import { writeRegistryRecord } from './registryRecord.js';
import { writeUserRegistry } from './userRegistry.js';
import { variablesEffects, type VariablesEffects } from './VariablesEffects.js';
import type { VariablesPlan } from './VariablesPlan.js';

export interface VariablesResult {
  readonly changed: boolean;
  /** Files or registry values that were changed. */
  readonly targets: readonly string[];
}

/**
 * Carries a plan out. New shells see the change, running ones do not.
 *
 * @throws AimError PROFILE_CHANGED, with nothing written; PROFILE_REGISTRY; WRITE_FAILED
 */
export async function applyVariables(plan: VariablesPlan, given: VariablesEffects): Promise<VariablesResult> {
  const effects = variablesEffects(given);
  if (plan.kind === 'profiles') {
    const targets = applyProfileEdits(plan.edits, effects.files);
    return { changed: targets.length > 0, targets };
  }
  if (!plan.changed) return { changed: false, targets: [] };
  const names = Object.keys(plan.values);
  // The previous values are on disk before they are replaced, and stay there until they are back.
  if (plan.record !== undefined) writeRegistryRecord(plan.recordFile, plan.record, effects.files);
  if (names.length > 0) await writeUserRegistry(plan.values, effects);
  if (plan.record === undefined) writeRegistryRecord(plan.recordFile, undefined, effects.files);
  return { changed: true, targets: names.map((name) => `HKCU\\Environment\\${name}`) };
}
