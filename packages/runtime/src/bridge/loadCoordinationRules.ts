import { join } from 'node:path';
import type { BridgeOptions } from './BridgeOptions.js';
import { getAimRegistryPath } from './getAimRegistryPath.js';
import { readRegistryFile, type RegistryDocument } from './readRegistryFile.js';

/**
 * The content of `AIM_cross-tool/AIM_coordination-rules.json`, as it was written. The registry's `crossToolRulesPath`
 * is not looked at, as the older bridge never did.
 *
 * @throws AimError `BRIDGE_FILE_MISSING`, `BRIDGE_FILE_INVALID`.
 */
export function loadCoordinationRules(options: BridgeOptions = {}): RegistryDocument {
  const path = join(getAimRegistryPath(options), 'AIM_cross-tool', 'AIM_coordination-rules.json');
  return readRegistryFile(path, `[AIM] Coordination rules not found: ${path}`);
}
