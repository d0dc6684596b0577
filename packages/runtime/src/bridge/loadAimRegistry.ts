import { join } from 'node:path';
import type { BridgeOptions } from './BridgeOptions.js';
import { getAimRegistryPath } from './getAimRegistryPath.js';
import { readRegistryFile, type RegistryDocument } from './readRegistryFile.js';

/**
 * The content of `AIM_registry.json`, as it was written.
 *
 * @throws AimError `BRIDGE_FILE_MISSING`, `BRIDGE_FILE_INVALID`.
 */
export function loadAimRegistry(options: BridgeOptions = {}): RegistryDocument {
  const path = join(getAimRegistryPath(options), 'AIM_registry.json');
  return readRegistryFile(path, `[AIM] Registry file not found: ${path}`);
}
