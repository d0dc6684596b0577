import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atomicWrite } from '@aim/core';
import { formatLock, parseLock, type Lock } from '@aim/versions';
import type { Settings } from '../loadSettings.js';

/** `aim.lock`: beside the project's configuration where there is one, else beside the user's own. */
export function lockFileOf({ loaded, dirs }: Pick<Settings, 'loaded' | 'dirs'>): string {
  const project = loaded.layers.find(({ kind }) => kind === 'project' || kind === 'file');
  return join(project?.file === undefined ? dirs.config : dirname(project.file), 'aim.lock');
}

/**
 * The lock, or undefined where there is none.
 * @throws AimError `VERSION_LOCK_INVALID` of `@aim/versions`.
 */
export function readLockFile(file: string): Lock | undefined {
  return existsSync(file) ? parseLock(readFileSync(file, 'utf8'), file) : undefined;
}

/** @throws AimError `WRITE_FAILED` of `@aim/core`. */
export function writeLockFile(file: string, lock: Lock): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  atomicWrite(file, formatLock(lock), { mode: 0o644 });
}

/** This machine as the lock names it, such as `linux-x64`. */
export function lockPlatform({ platform }: Pick<Settings, 'platform'>): string {
  return `${platform}-${process.arch}`;
}
