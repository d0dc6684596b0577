import { packageKey, type PackageRef } from '../packageKey.js';
import { anyPlatform, type Lock, type LockedPackage } from './Lock.js';

/** A package at the version that is to be locked. */
export interface LockUpdate extends PackageRef {
  readonly version: string;
  /** Hashes of its files; empty when the registry publishes none. */
  readonly integrity: readonly string[];
  /** The platform whose files these are; absent when the hashes hold everywhere. */
  readonly platform?: string;
  /** Locks the version for `platform` alone; other platforms keep theirs. */
  readonly onlyThisPlatform?: boolean;
}

/**
 * A lock that holds these packages too. A new version drops the hashes of the old one; for the same version, hashes of
 * the same platform are replaced, unless there are no new ones. Platforms that stay at a version of their own keep it
 * until they are updated themselves. Compare with `checkIntegrity` first: this writes down whatever it is given.
 */
export function updateLock(lock: Lock, updates: readonly LockUpdate[]): Lock {
  const packages = new Map(Object.entries(lock.packages));
  for (const update of updates) {
    const key = packageKey(update);
    packages.set(key, updateEntry(packages.get(key) ?? { version: update.version }, update));
  }
  return { ...lock, packages: Object.fromEntries(packages) };
}

function updateEntry(entry: LockedPackage, update: LockUpdate): LockedPackage {
  const { version, integrity: hashes, platform = anyPlatform, onlyThisPlatform = false } = update;
  const { version: _version, integrity = {}, platformVersions = {}, ...extra } = entry;
  const special = new Map(Object.entries(platformVersions));
  const before = special.get(platform) ?? entry.version;
  special.delete(platform);
  const alone = onlyThisPlatform && platform !== anyPlatform && version !== entry.version;
  if (alone) special.set(platform, version);
  const common = alone ? entry.version : version;
  const files = new Map(
    Object.entries(integrity).filter(([key]) =>
      key === platform ? before === version : special.has(key) || common === entry.version,
    ),
  );
  if (hashes.length > 0) files.set(platform, hashes.toSorted());
  return {
    ...extra,
    version: common,
    ...(files.size > 0 && { integrity: Object.fromEntries(files) }),
    ...(special.size > 0 && { platformVersions: Object.fromEntries(special) }),
  };
}
