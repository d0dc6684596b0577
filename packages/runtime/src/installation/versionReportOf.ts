import { managerIds } from '@aim/installer';
import { reportVersions, type PinWarning, type VersionReport } from '@aim/versions';
import type { Settings } from '../loadSettings.js';
import { configuredPackages, type ConfiguredPackage } from './configuredPackages.js';
import { lockFileOf, lockPlatform, readLockFile } from './lockFile.js';
import type { PackageServices } from './packageServices.js';
import { presentPackages, type PresentPackages } from './presentPackages.js';

export interface VersionStanding {
  readonly report: VersionReport;
  readonly warnings: readonly PinWarning[];
  readonly packages: readonly ConfiguredPackage[];
  readonly present: PresentPackages;
  /** Path of the lock, whether or not it is there. */
  readonly lockFile: string;
}

/**
 * Compares what is installed with what is pinned and locked. Starts a manager only where its place changed.
 * @throws AimError of `@aim/versions` for pins or a lock that say nothing.
 */
export async function versionReportOf(
  settings: Settings,
  services: PackageServices,
  only: readonly string[] = managerIds,
): Promise<VersionStanding> {
  const { packages: all, warnings } = configuredPackages(settings.config);
  const packages = all.filter(({ manager }) => only.includes(manager));
  const lockFile = lockFileOf(settings);
  const lock = readLockFile(lockFile);
  const present = await presentPackages(services, new Set(packages.map(({ manager }) => manager)));
  const own = present.current?.packages ?? [];
  const user = [...present.user].flatMap(([manager, found]) => found.map((one) => ({ ...one, manager })));
  const report = reportVersions({
    wanted: takenOfGroups(packages, [...own, ...user]),
    installed: [...own, ...user],
    platform: lockPlatform(settings),
    ...(lock && { lock }),
  });
  return { report, warnings, packages, present, lockFile };
}

/** Of a group, the package that is there stands for all; of one that is not there, the first. */
function takenOfGroups(
  packages: readonly ConfiguredPackage[],
  installed: readonly { readonly manager: string; readonly name: string }[],
): readonly ConfiguredPackage[] {
  const taken = new Map<string, ConfiguredPackage>();
  for (const one of packages) {
    if (one.group === undefined) continue;
    const isThere = installed.some(({ manager, name }) => manager === one.manager && name === one.name);
    if (!taken.has(one.group) || isThere) taken.set(one.group, taken.get(one.group) ?? one);
    if (isThere) taken.set(one.group, one);
  }
  return packages.filter((one) => one.group === undefined || taken.get(one.group) === one);
}
