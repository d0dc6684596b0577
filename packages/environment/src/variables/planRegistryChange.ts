import { pathModule } from '../system/pathModule.js';
import { planRegistry } from './planRegistry.js';
import type { ProfileSettings } from './profileLines.js';
import { readRegistryRecord } from './registryRecord.js';
import type { RegistryPlan } from './RegistryPlan.js';
import { readUserRegistry } from './userRegistry.js';
import type { VariablesEffects } from './VariablesEffects.js';

/**
 * Reads the user's environment in the registry and calculates its change.
 *
 * @param settings - `undefined` to undo
 * @throws AimError PROFILE_REGISTRY
 */
export async function planRegistryChange(
  settings: ProfileSettings | undefined,
  effects: Required<VariablesEffects>,
): Promise<RegistryPlan> {
  const recordFile = pathModule(effects.platform).join(effects.stateDir, 'environment.json');
  const record = readRegistryRecord(recordFile, effects.files);
  const names = [...Object.keys(settings?.variables ?? {}), ...Object.keys(record?.variables ?? {}), 'Path'];
  const current = await readUserRegistry([...new Set(names)], effects);
  return planRegistry(settings, { current, record, recordFile });
}
