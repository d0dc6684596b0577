import { currentGeneration, refuseInterrupted, type InstallPlan, type ManagerId } from '@aim/installer';
import { packageKey } from '@aim/versions';
import { nearestName } from '@aim/core';
import { runtimeError } from '../errors.js';
import type { Settings } from '../loadSettings.js';
import type { PackageServices } from './packageServices.js';
import { planPackages } from './planPackages.js';

/**
 * What removing these packages, or the packages of these tools, changes.
 * @throws AimError `PACKAGE_NOT_INSTALLED` for one that `aim` did not install; `INSTALL_PENDING` of `@aim/installer`
 * where an installation that was cut short may have removed it.
 */
export async function planRemoval(
  settings: Settings,
  services: PackageServices,
  { names, manager }: { readonly names: readonly string[]; readonly manager?: ManagerId },
): Promise<InstallPlan> {
  const installed = currentGeneration(services.toolsRoot)?.packages ?? [];
  const remove = names.map((name) => {
    const found = installed.find(
      (one) =>
        (manager === undefined || one.manager === manager) &&
        (one.tool === name || packageKey(one) === packageKey({ manager: one.manager, name })),
    );
    if (found !== undefined) return { manager: found.manager, name: found.name };
    refuseInterrupted(services.toolsRoot, settings.platform);
    const nearest = nearestName(
      name,
      installed.map((one) => one.name),
    );
    throw runtimeError('PACKAGE_NOT_INSTALLED', `aim did not install '${name}'`, {
      hint:
        nearest === undefined
          ? "What your own package manager installed, it removes: 'aim tools list' shows which that is."
          : `Did you mean '${nearest}'?`,
    });
  });
  return planPackages(settings, { remove }, services);
}
