import { emptyLock, updateLock, type Lock } from '@aim/versions';
import { packageKey } from '@aim/versions';
import type { Settings } from '../loadSettings.js';
import { lockPlatform, readLockFile, writeLockFile } from './lockFile.js';
import { platformOf } from './lockFollower.js';
import type { PackageServices } from './packageServices.js';
import type { VersionStanding } from './versionReportOf.js';

/**
 * Writes what is installed to the lock, with the hashes that the registries publish for it. Packages that are wanted
 * and not installed stay as the lock has them.
 * @throws AimError of `@aim/installer` when a registry cannot be asked, `WRITE_FAILED` of `@aim/core`.
 */
export async function lockPackages(
  settings: Settings,
  { report, lockFile }: VersionStanding,
  { managers, context }: PackageServices,
): Promise<{ readonly file: string; readonly lock: Lock }> {
  const platform = lockPlatform(settings);
  const updates = await Promise.all(
    report.rows.flatMap(({ manager: id, name, actual: version }) => {
      const manager = managers.find((one) => one.id === id);
      if (manager === undefined || version === null) return [];
      const hashes = async (): Promise<readonly string[]> => {
        if (manager.integrityOf !== undefined) return manager.integrityOf({ name, version }, context);
        const releases = await manager.releases(name, context);
        return releases.find((release) => release.version === version)?.integrity ?? [];
      };
      return [
        hashes().then((integrity) => ({
          manager: id,
          name,
          version,
          integrity,
          platform: platformOf(id, platform),
        })),
      ];
    }),
  );
  const before = readLockFile(lockFile) ?? emptyLock;
  const wanted = new Set(report.rows.map(packageKey));
  const kept = Object.fromEntries(Object.entries(before.packages).filter(([key]) => wanted.has(key)));
  const lock = updateLock({ ...before, packages: kept }, updates);
  writeLockFile(lockFile, lock);
  return { file: lockFile, lock };
}
