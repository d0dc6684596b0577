import type { AuditSink } from '@aim/core';
import {
  applyInstall,
  currentGeneration,
  pendingInstallation,
  resumeInstallation,
  rollbackInstallation,
  type InstallEffects,
  type InstallEvent,
  type InstallPlan,
  type InstallResult,
  type InstallStep,
} from '@aim/installer';
import { lockedVersion, removeFromLock, updateLock } from '@aim/versions';
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
  const steps = [...plan.steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)];
  if (isInUse(result)) followWithLock(settings, steps, services);
  return result;
}

/**
 * Completes an installation that was cut short, and brings the lock up to date where there is one.
 * @throws AimError of `@aim/installer`.
 */
export async function resumePackages(
  settings: Settings,
  services: PackageServices,
  options: ApplyOptions,
): Promise<InstallResult> {
  const pending = pendingInstallation(services.toolsRoot, settings.platform);
  const result = await resumeInstallation(installEffects(services, options));
  if (pending?.kind === 'install' && isInUse(result)) followWithLock(settings, pending.steps, services);
  return result;
}

/** Undoes an installation that was cut short, if there is one. @throws AimError of `@aim/installer`. */
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

/** Whether what was planned is what the commands in PATH are now, at least in part. */
function isInUse({ status }: InstallResult): boolean {
  return status === 'done' || status === 'partial' || status === 'nothing_to_do';
}

/**
 * The lock follows what was installed; it is never made here, only kept true. What is kept may have been installed by a
 * run that was cut short before it came to the lock.
 */
function followWithLock(
  settings: Settings,
  steps: readonly InstallStep[],
  { toolsRoot }: PackageServices,
): void {
  const file = lockFileOf(settings);
  const lock = readLockFile(file);
  const installed = currentGeneration(toolsRoot);
  if (lock === undefined || installed === undefined) return;
  const here = lockPlatform(settings);
  const changed = installed.packages.flatMap(({ manager, name, version, integrity: held }) => {
    const step = steps.find((one) => one.manager === manager && one.name === name && one.to === version);
    const platform = platformOf(manager, here);
    if (step === undefined) return [];
    if (step.action === 'keep' && lockedVersion(lock, { manager, name, platform: here }) === version)
      return [];
    return [{ manager, name, version, integrity: step.published ?? step.integrity ?? held, platform }];
  });
  const removed = steps.filter(({ action }) => action === 'remove');
  if (changed.length === 0 && removed.length === 0) return;
  writeLockFile(file, removeFromLock(updateLock(lock, changed), removed));
}

/** A tarball of npm and the files that PyPI lists are the same everywhere; what winget installs is not. */
export function platformOf(manager: string, platform: string): string {
  return manager === 'winget' || manager === 'brew' ? platform : 'any';
}
