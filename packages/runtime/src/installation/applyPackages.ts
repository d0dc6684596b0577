import type { AuditSink } from '@aim/core';
import {
  applyInstall,
  currentGeneration,
  resumeInstallation,
  rollbackInstallation,
  type InstallEffects,
  type InstallEvent,
  type InstallPlan,
  type InstallResult,
} from '@aim/installer';
import { removeFromLock, updateLock } from '@aim/versions';
import type { Settings } from '../loadSettings.js';
import { lockFileOf, lockPlatform, readLockFile, writeLockFile } from './lockFile.js';
import type { PackageServices } from './packageServices.js';

export interface ApplyOptions {
  readonly audit: AuditSink;
  readonly onEvent?: (event: InstallEvent) => void;
  /** Keep what succeeded although something else failed. */
  readonly keepOnFailure?: boolean;
}

/**
 * Does what the plan says, and brings the lock up to date where there is one.
 * @throws AimError of `@aim/installer` when nothing could be begun; what fails later is in the result.
 */
export async function applyPackages(
  settings: Settings,
  plan: InstallPlan,
  services: PackageServices,
  options: ApplyOptions,
): Promise<InstallResult> {
  const result = await applyInstall(plan, installEffects(services, options));
  if (result.status === 'done' || result.status === 'partial') followWithLock(settings, plan, services);
  return result;
}

/** Completes an installation that was cut short. @throws AimError of `@aim/installer` when there is none. */
export function resumePackages(services: PackageServices, options: ApplyOptions): Promise<InstallResult> {
  return resumeInstallation(installEffects(services, options));
}

/** Undoes an installation that was cut short. @throws AimError of `@aim/installer` when there is none. */
export function undoPackages(services: PackageServices, options: ApplyOptions): Promise<InstallResult> {
  return rollbackInstallation(installEffects(services, options));
}

export function installEffects(
  { managers, context, toolsRoot, compare }: PackageServices,
  { audit, onEvent, keepOnFailure = false }: ApplyOptions,
): InstallEffects {
  return {
    toolsRoot,
    managers,
    context,
    compare,
    audit,
    rollback: !keepOnFailure,
    ...(onEvent && { onEvent }),
  };
}

/** The lock follows what was installed; it is never made here, only kept true. */
function followWithLock(settings: Settings, plan: InstallPlan, { toolsRoot }: PackageServices): void {
  const file = lockFileOf(settings);
  const lock = readLockFile(file);
  const installed = currentGeneration(toolsRoot);
  if (lock === undefined || installed === undefined) return;
  const platform = lockPlatform(settings);
  const steps = [...plan.steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)];
  const changed = installed.packages.flatMap(({ manager, name, version }) => {
    const step = steps.find((one) => one.manager === manager && one.name === name && one.to === version);
    return step === undefined || step.action === 'keep'
      ? []
      : [
          {
            manager,
            name,
            version,
            integrity: step.published ?? step.integrity ?? [],
            platform: platformOf(manager, platform),
          },
        ];
  });
  const removed = steps.filter(({ action }) => action === 'remove');
  writeLockFile(file, removeFromLock(updateLock(lock, changed), removed));
}

/** A tarball of npm and the files that PyPI lists are the same everywhere; what winget installs is not. */
export function platformOf(manager: string, platform: string): string {
  return manager === 'winget' || manager === 'brew' ? platform : 'any';
}
