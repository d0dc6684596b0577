import { AimError } from '@aim/core';
import { planProfileEdit } from './planProfileEdit.js';
import { planRegistryChange } from './planRegistryChange.js';
import { checkRequest, usesRegistry } from './planVariables.js';
import { allProfilePaths } from './profilePaths.js';
import { profileTargets } from './profileTargets.js';
import { readRegistryRecord } from './registryRecord.js';
import { variablesEffects, type VariablesEffects } from './VariablesEffects.js';
import type { VariablesRequest } from './VariablesRequest.js';

/** A place in which the settings can stand. */
export interface VariablesTarget {
  /** A profile, or the registry key. */
  readonly target: string;
  /** `elsewhere`: a block in a profile that `env apply` would not write now; `env remove` removes it. */
  readonly state: 'applied' | 'absent' | 'outdated' | 'elsewhere' | 'damaged' | 'unreadable' | 'read_only';
}

export interface VariablesReport {
  readonly variables: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly targets: readonly VariablesTarget[];
}

/**
 * What `env show` prints: the settings and where they stand. A damaged profile is part of the answer.
 *
 * @throws AimError PROFILE_VALUE or, on Windows, PROFILE_REGISTRY
 */
export async function describeVariables(
  request: VariablesRequest,
  given: VariablesEffects,
): Promise<VariablesReport> {
  const effects = variablesEffects(given);
  checkRequest(request, effects.platform);
  const registry = usesRegistry(request, effects);
  const targets = registry ? [await registryTarget(request, effects)] : [];
  const wanted = registry ? new Map<string, readonly string[]>() : profileTargets(request, effects);
  for (const [target, lines] of wanted) targets.push({ target, state: profileState(target, lines, effects) });
  for (const target of allProfilePaths(effects).filter((path) => !wanted.has(path))) {
    const state = profileState(target, [], effects);
    if (state === 'damaged' || state === 'outdated' || state === 'read_only') {
      targets.push({ target, state: state === 'outdated' ? 'elsewhere' : state });
    }
  }
  return { variables: request.variables, path: request.path, targets };
}

async function registryTarget(
  request: VariablesRequest,
  effects: Required<VariablesEffects>,
): Promise<VariablesTarget> {
  const { changed, recordFile } = await planRegistryChange(request, effects);
  const applied = readRegistryRecord(recordFile, effects.files) !== undefined;
  return { target: 'HKCU\\Environment', state: !changed ? 'applied' : applied ? 'outdated' : 'absent' };
}

function profileState(
  path: string,
  lines: readonly string[],
  { files }: Required<VariablesEffects>,
): VariablesTarget['state'] {
  try {
    if (planProfileEdit(path, lines, files).action === 'same')
      return lines.length === 0 ? 'absent' : 'applied';
    return planProfileEdit(path, [], files).action === 'same' ? 'absent' : 'outdated';
  } catch (error) {
    const [, problem] = error instanceof AimError ? (/^PROFILE_(.+)$/.exec(error.code) ?? []) : [];
    if (problem === 'DAMAGED') return 'damaged';
    if (problem === 'READ_ONLY') return 'read_only';
    if (problem === 'UNREADABLE') return 'unreadable';
    throw error;
  }
}
