import { checkPathFolder, checkVariable } from './checkVariable.js';
import { planProfileEdit } from './planProfileEdit.js';
import { planRegistryChange } from './planRegistryChange.js';
import { profileTargets } from './profileTargets.js';
import { variablesEffects, type VariablesEffects } from './VariablesEffects.js';
import type { VariablesPlan } from './VariablesPlan.js';
import type { VariablesRequest } from './VariablesRequest.js';

/**
 * Calculates what `env apply` does. Reads the profiles or the registry; changes nothing. With nothing to set, the
 * blocks go.
 *
 * @throws AimError PROFILE_VALUE, PROFILE_UNREADABLE, PROFILE_DAMAGED, PROFILE_READ_ONLY or, on Windows,
 * PROFILE_REGISTRY
 */
export async function planVariables(
  request: VariablesRequest,
  given: VariablesEffects,
): Promise<VariablesPlan> {
  const effects = variablesEffects(given);
  checkRequest(request, effects.platform);
  if (usesRegistry(request, effects)) return planRegistryChange(request, effects);
  const targets = [...profileTargets(request, effects)];
  const edits = targets.map(([path, lines]) => planProfileEdit(path, lines, effects.files));
  return { kind: 'profiles', edits, changed: edits.some((edit) => edit.action !== 'same') };
}

/** Whether the request is about the Windows registry. */
export function usesRegistry(request: VariablesRequest, { platform }: Required<VariablesEffects>): boolean {
  return platform === 'win32' && request.shells === undefined;
}

/** @throws AimError PROFILE_VALUE */
export function checkRequest({ variables, path }: VariablesRequest, platform: NodeJS.Platform): void {
  for (const [name, value] of Object.entries(variables)) checkVariable(name, value);
  for (const folder of path) checkPathFolder(folder, platform);
}
