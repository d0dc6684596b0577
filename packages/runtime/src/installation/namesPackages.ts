import { existsSync } from 'node:fs';
import type { Settings } from '../loadSettings.js';
import { configuredPackages } from './configuredPackages.js';
import { lockFileOf } from './lockFile.js';

/** Whether configuration or lock name any package. Where none is named, no package manager has to be asked. */
export function namesPackages(settings: Settings): boolean {
  return configuredPackages(settings.config).packages.length > 0 || existsSync(lockFileOf(settings));
}
