import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { atomicWrite } from '@aim/core';
import { formatLock, parseLock, type Lock } from '@aim/versions';
import { runtimeError } from '../errors.js';
import type { Settings } from '../loadSettings.js';

/**
 * `aim.lock`: beside the project's configuration where there is one, else beside the user's own.
 * @throws AimError `LOCK_IS_LINK` where a project that is not trusted would have another file read or written.
 */
export function lockFileOf({ loaded, dirs }: Pick<Settings, 'loaded' | 'dirs'>): string {
  const project = loaded.layers.find(({ kind }) => kind === 'project' || kind === 'file');
  if (project?.file === undefined) return join(dirs.config, 'aim.lock');
  const lock = join(dirname(project.file), 'aim.lock');
  if (!project.trusted && lstatSync(lock, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw runtimeError('LOCK_IS_LINK', `${lock} is a symbolic link of a project that is not trusted`, {
      hint: "Put a file in its place, or trust the project: read its aim_config.json, then 'aim config trust'.",
    });
  }
  return lock;
}

/**
 * The lock, or undefined where there is none.
 * @throws AimError `VERSION_LOCK_INVALID` of `@aim/versions`.
 */
export function readLockFile(file: string): Lock | undefined {
  return existsSync(file) ? parseLock(readFileSync(file, 'utf8'), file) : undefined;
}

/**
 * The lock at a path that held no symbolic link when it was written down.
 * @throws AimError `LOCK_IS_LINK` when it holds one by now, and leads elsewhere; `VERSION_LOCK_INVALID`.
 */
export function readLockAgain(file: string): Lock | undefined {
  if (!existsSync(file)) return undefined;
  if (realpathSync(file) === file) return readLockFile(file);
  throw runtimeError('LOCK_IS_LINK', `${file} is reached through a symbolic link that was not there before`, {
    hint: 'Put back what was there, then run the command again.',
  });
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
