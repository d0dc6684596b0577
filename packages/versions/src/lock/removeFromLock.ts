import { packageKey, type PackageRef } from '../packageKey.js';
import type { Lock } from './Lock.js';

/** A lock without these packages. */
export function removeFromLock(lock: Lock, packages: readonly PackageRef[]): Lock {
  const gone = new Set(packages.map(packageKey));
  const kept = Object.entries(lock.packages).filter(([key]) => !gone.has(key));
  return { ...lock, packages: Object.fromEntries(kept) };
}
