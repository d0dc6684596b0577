import { configFileName } from '@aim/config';
import type { WatchOptions } from '@aim/scanner';
import { join } from 'node:path';
import type { Settings } from '../loadSettings.js';
import { cacheScope } from '../scan/scanScope.js';

/**
 * What the settings say of watching: the folders, what a cache is, and the files that make up the configuration.
 * With `environment.enabled: false` it is only these files.
 */
export function watchScope(settings: Settings): Omit<WatchOptions, 'enforce' | 'dryRun' | 'signal'> {
  const { config, dirs, loaded } = settings;
  const { enabled, watchRoots = [] } = config.environment;
  const files = loaded.layers.flatMap(({ file }) => file ?? []);
  return {
    ...cacheScope(settings),
    roots: enabled === false ? [] : watchRoots,
    configFiles: [...new Set([...files, join(dirs.config, configFileName)])],
    stateDir: dirs.state,
  };
}
