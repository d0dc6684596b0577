import { join } from 'node:path';
import { createRunner } from '@aim/exec';
import {
  allManagers,
  type ManagerContext,
  type PackageManager,
  type VersionComparison,
} from '@aim/installer';
import { compareVersions, versionScheme } from '@aim/versions';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';

/** What the work on packages is done with. */
export interface PackageServices {
  readonly managers: readonly PackageManager[];
  readonly context: ManagerContext;
  readonly toolsRoot: string;
  /** Where listings of package managers are remembered. */
  readonly listings: string;
  readonly compare: VersionComparison;
  /** Now, in ms since the epoch. */
  readonly now: () => number;
}

/** As long as the older system gave to one installation, in ms. */
const timeoutMs = 300_000;

/** The package managers as the settings have them: with the user's environment, less every secret. */
export function packageServices(settings: Settings, signal: AbortSignal): PackageServices {
  const { platform, home, dirs } = settings;
  const env = unsecretEnvironment(settings);
  return {
    managers: allManagers,
    context: { run: createRunner({ platform }), platform, env, home, timeoutMs, signal },
    toolsRoot: servicePaths(settings).tools,
    listings: join(dirs.cache, 'listings'),
    compare: (manager, a, b) => compareVersions(versionScheme(manager), a, b),
    now: Date.now,
  };
}
