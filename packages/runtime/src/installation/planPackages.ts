import { planInstall, type InstallPlan, type PackageReference } from '@aim/installer';
import type { Settings } from '../loadSettings.js';
import type { ConfiguredPackage } from './configuredPackages.js';
import { lockFileOf, lockPlatform, readLockFile } from './lockFile.js';
import type { PackageServices } from './packageServices.js';
import { presentPackages } from './presentPackages.js';
import { resolvePackages } from './resolvePackages.js';

export interface PackageRequest {
  /** What shall be there. */
  readonly packages?: readonly ConfiguredPackage[];
  /** What shall be there no longer. */
  readonly remove?: readonly PackageReference[];
  /** What shall be installed anew although it is there. */
  readonly reinstall?: readonly PackageReference[];
  /** Take the newest release of what is not pinned. */
  readonly update?: boolean;
  /** Find out also of what is pinned whether it can be had, for a plan that is only shown. */
  readonly confirm?: boolean;
}

/** Milliseconds that a release must be old, from a setting in minutes. */
const minuteMs = 60_000;
const defaultAgeMinutes = 1440;

/**
 * What has to happen so that these packages are there, and nothing else than that: it changes nothing.
 * @throws AimError of `@aim/installer` and `@aim/versions`.
 */
export async function planPackages(
  settings: Settings,
  request: PackageRequest,
  services: PackageServices,
): Promise<InstallPlan> {
  const { packages = [], remove = [], reinstall = [], update = false, confirm = false } = request;
  const lock = readLockFile(lockFileOf(settings));
  const present = await presentPackages(services, new Set(packages.map(({ manager }) => manager)));
  const age = settings.config.environment.minimumReleaseAge ?? defaultAgeMinutes;
  const { wanted, releases, heldBack, notes } = await resolvePackages(services, {
    packages,
    present,
    lock,
    platform: lockPlatform(settings),
    update,
    minimumReleaseAgeMs: age * minuteMs,
    confirm,
  });
  const plan = planInstall({
    wanted,
    releases,
    heldBack,
    current: present.current,
    user: present.user,
    compare: services.compare,
    managers: services.managers.map((manager) => ({
      id: manager.id,
      placement: manager.placement,
      available: manager.find(services.context) !== undefined,
      howToGet: manager.howToGet(settings.platform),
    })),
    remove,
    reinstall,
  });
  const unlisted = present.unlisted.map(({ manager, message }) => `${manager}: ${message}`);
  return { ...withoutSpareAlternatives(plan, packages), notes: [...plan.notes, ...notes, ...unlisted] };
}

/** An alternative that no registry knows is missed by nobody while another one of its group can be had. */
function withoutSpareAlternatives(plan: InstallPlan, packages: readonly ConfiguredPackage[]): InstallPlan {
  const groupOf = (one: PackageReference): string | undefined =>
    packages.find(({ manager, name }) => manager === one.manager && name === one.name)?.group;
  const had = new Set([...plan.groups.map(({ name }) => name), ...plan.steps.map(groupOf)]);
  return {
    ...plan,
    unresolved: plan.unresolved.filter((one) => {
      const group = groupOf(one);
      return group === undefined || !had.has(group);
    }),
  };
}
