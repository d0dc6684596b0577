import type { InstallStep } from '../plan/InstallPlan.js';
import type { ManagerId, PackageManager } from '../PackageManager.js';
import { installerError } from '../errors.js';
import type { PointerPlace } from '../store/currentPointer.js';
import { defaultInstallFs } from '../store/InstallFs.js';
import { toolsLayout } from '../store/toolsLayout.js';
import type { InstallEffects } from './InstallEffects.js';
import { errorFacts } from './InstallResult.js';
import type { PackageEvent } from './InstallEvent.js';
import type { AimError } from '@aim/core';

/** The effects of one run, with their defaults filled in. */
export interface Session extends PointerPlace {
  readonly effects: InstallEffects;
  readonly probeTimeoutMs: number;
  now(): string;
  /** @throws AimError INSTALL_MANAGER_UNKNOWN */
  managerOf(id: ManagerId): PackageManager;
  isSame(manager: ManagerId, a: string, b: string): boolean;
  tell(type: PackageEvent['type'], step: InstallStep, error?: AimError): void;
}

export function openSession(effects: InstallEffects): Session {
  const { clock = () => new Date(), compare, onEvent } = effects;
  return {
    effects,
    fs: effects.fs ?? defaultInstallFs,
    layout: toolsLayout(effects.toolsRoot),
    platform: effects.context.platform,
    probeTimeoutMs: effects.probeTimeoutMs ?? 45_000,
    now: () => clock().toISOString(),
    managerOf(id) {
      const manager = effects.managers.find((candidate) => candidate.id === id);
      if (manager !== undefined) return manager;
      throw installerError('INSTALL_MANAGER_UNKNOWN', `The package manager ${id} is not at hand.`, {
        hint: 'Complete or undo the installation with the version of aim that began it.',
      });
    },
    isSame: (manager, a, b) => a === b || compare?.(manager, a, b) === 0,
    tell(type, { manager, name, from, to }, error) {
      onEvent?.({
        type,
        manager,
        name,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(error && { error: errorFacts(error) }),
      });
    },
  };
}
