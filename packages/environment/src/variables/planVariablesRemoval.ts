import { planProfileEdit } from './planProfileEdit.js';
import { planRegistryChange } from './planRegistryChange.js';
import { allProfilePaths } from './profilePaths.js';
import { variablesEffects, type VariablesEffects } from './VariablesEffects.js';
import type { VariablesPlan } from './VariablesPlan.js';

/**
 * Calculates what `env remove` does: the blocks go from the profiles of all shells, and a file made for a block goes
 * with it. On Windows the registry gets its previous values back too.
 *
 * @throws AimError PROFILE_UNREADABLE, PROFILE_DAMAGED, PROFILE_READ_ONLY or, on Windows, PROFILE_REGISTRY
 */
export async function planVariablesRemoval(given: VariablesEffects): Promise<readonly VariablesPlan[]> {
  const effects = variablesEffects(given);
  const present = allProfilePaths(effects).filter((path) => effects.files.realPath(path) !== undefined);
  const edits = present
    .map((path) => planProfileEdit(path, [], effects.files))
    .filter((edit) => edit.action !== 'same');
  const profiles: VariablesPlan = { kind: 'profiles', edits, changed: edits.length > 0 };
  if (effects.platform !== 'win32') return [profiles];
  return [profiles, await planRegistryChange(undefined, effects)];
}
