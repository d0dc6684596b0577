import { existsSync } from 'node:fs';
import type { Settings } from '../loadSettings.js';
import { configuredPackages } from './configuredPackages.js';
import { lockFileOf } from './lockFile.js';

/** Whether configuration or lock name any package. Where none is named, no package manager has to be asked. */
export function namesPackages(settings: Settings): boolean {
  const named = mayNamePackages(settings) && configuredPackages(settings.config).packages.length > 0;
  return named || existsSync(lockFileOf(settings));
}

/** `false` where each setting that can name a package is empty: reading them means loading what knows of versions. */
export function mayNamePackages({ config }: Settings): boolean {
  const { pipxApps, npmGlobal, copilotPackages, packages, versionPins = {} } = config.environment;
  const pins = Object.values(versionPins).map((pinned) => Object.keys(pinned ?? {}));
  return (
    [pipxApps, npmGlobal, copilotPackages, packages, ...pins].some((list = []) => list.length > 0) ||
    Object.values(config.registry.tools).some((tool) => tool.pinnedVersion || tool.package?.version)
  );
}
