import type { InstalledPackage, PackageSpec } from '../PackageManager.js';
import type { ManagerTask } from './callManager.js';
import { managerError } from './managerErrors.js';

/**
 * Looks up what an installation left, whatever the manager itself said about it.
 *
 * @throws AimError `INSTALL_FAILED` when one of the packages is not there
 */
export function requireInstalled(
  packages: readonly PackageSpec[],
  { manager, action }: ManagerTask,
  lookUp: (spec: PackageSpec) => InstalledPackage | undefined,
): readonly InstalledPackage[] {
  return packages.map((spec) => {
    const installed = lookUp(spec);
    if (installed !== undefined) return installed;
    throw managerError(
      'INSTALL_FAILED',
      `${manager.id} said that it did ${action}, but ${spec.name} is not there.`,
      {
        hint: `Check that ${manager.id} is not set to a dry run or to another place, then run the command again.`,
      },
    );
  });
}
