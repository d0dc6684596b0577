import { existsSync, realpathSync } from 'node:fs';
import { currentGeneration, type Follower, type InstallStep } from '@aim/installer';
import {
  lockedVersion,
  packageKey,
  removeFromLock,
  updateLock,
  type Lock,
  type LockedPackage,
} from '@aim/versions';
import type { Settings } from '../loadSettings.js';
import { lockFileOf, lockPlatform, readLockAgain, writeLockFile } from './lockFile.js';

/** What a lock said of the packages of a run before it followed; `null` of those it did not name. */
type SavedPackages = Readonly<Record<string, LockedPackage | null>>;

/** Keeps the lock true, where there is one, to what these steps change. */
export function lockFollower(settings: Settings, steps: readonly InstallStep[], toolsRoot: string): Follower {
  return {
    find() {
      const file = lockFileOf(settings);
      return existsSync(file) ? realpathSync(file) : undefined;
    },
    save(file) {
      const lock = readLockAgain(file);
      if (lock === undefined) return undefined;
      const entries = steps.map(packageKey).map((key) => [key, lock.packages[key] ?? null]);
      const saved: SavedPackages = Object.fromEntries(entries);
      return JSON.stringify(saved);
    },
    follow(file) {
      const lock = readLockAgain(file);
      const next = lock && followed(lock, { steps, toolsRoot, here: lockPlatform(settings) });
      if (next !== undefined) writeLockFile(file, next);
    },
    restore: restoreLock,
  };
}

/** Of other packages, the lock keeps what it says by now. */
function restoreLock(file: string, saved: string): void {
  const packages = JSON.parse(saved) as SavedPackages;
  const lock = readLockAgain(file);
  if (lock === undefined) return;
  const restored = Object.entries({ ...lock.packages, ...packages }).flatMap(([key, entry]) =>
    entry === null ? [] : [[key, entry] as const],
  );
  writeLockFile(file, { ...lock, packages: Object.fromEntries(restored) });
}

interface Change {
  readonly steps: readonly InstallStep[];
  readonly toolsRoot: string;
  /** The platform of this machine. */
  readonly here: string;
}

/**
 * The lock after these steps; undefined where it stays what it is. It is never made here, only kept true. What is kept
 * may have been installed by a run that was cut short before it came to the lock.
 */
function followed(lock: Lock, { steps, toolsRoot, here }: Change): Lock | undefined {
  const changed = (currentGeneration(toolsRoot)?.packages ?? []).flatMap(
    ({ manager, name, version, integrity: held }) => {
      const step = steps.find((one) => one.manager === manager && one.name === name && one.to === version);
      const platform = platformOf(manager, here);
      if (step === undefined) return [];
      if (step.action === 'keep' && lockedVersion(lock, { manager, name, platform: here }) === version)
        return [];
      return [{ manager, name, version, integrity: step.published ?? step.integrity ?? held, platform }];
    },
  );
  const removed = steps.filter(({ action }) => action === 'remove');
  if (changed.length === 0 && removed.length === 0) return undefined;
  return removeFromLock(updateLock(lock, changed), removed);
}

/** A tarball of npm and the files that PyPI lists are the same everywhere; what winget installs is not. */
export function platformOf(manager: string, platform: string): string {
  return manager === 'winget' || manager === 'brew' ? platform : 'any';
}
