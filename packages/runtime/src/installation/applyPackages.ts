import type { AuditSink } from '@aim/core';
import {
  applyInstall,
  pendingInstallation,
  resumeInstallation,
  rollbackInstallation,
  type InstallEffects,
  type InstallEvent,
  type InstallPlan,
  type InstallResult,
} from '@aim/installer';
import type { Settings } from '../loadSettings.js';
import { lockFollower } from './lockFollower.js';
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
  const steps = [...plan.steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)];
  const follower = lockFollower(settings, steps, services.toolsRoot);
  const result = await applyInstall(plan, { ...installEffects(services, options), follower });
  const lock = result.status === 'nothing_to_do' ? follower.find() : undefined;
  if (lock !== undefined) follower.follow(lock);
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
  const effects = installEffects(services, options);
  if (pending?.kind !== 'install') return resumeInstallation(effects);
  const follower = lockFollower(settings, pending.steps, services.toolsRoot);
  return resumeInstallation({ ...effects, follower });
}

/** Undoes an installation that was cut short, and what it did to a lock. @throws AimError of `@aim/installer`. */
export function undoPackages(
  settings: Settings,
  services: PackageServices,
  options: ApplyOptions,
): Promise<InstallResult> {
  const follower = lockFollower(settings, [], services.toolsRoot);
  return rollbackInstallation({ ...installEffects(services, options), follower });
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
