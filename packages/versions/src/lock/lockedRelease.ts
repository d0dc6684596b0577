import { packageKey, type PackageRef } from '../packageKey.js';
import { anyPlatform, type Lock } from './Lock.js';

/** Which package, and for which platform. */
export interface LockQuery extends PackageRef {
  /** Such as `linux-x64`. Absent: what holds everywhere. */
  readonly platform?: string;
}

/** What a lock demands of a package on one platform. */
export interface LockedRelease extends PackageRef {
  readonly version: string;
  /** Empty when the lock has no hashes for it. */
  readonly integrity: readonly string[];
}

/** What the lock says of a package; undefined when it does not name it. */
export function lockedRelease(lock: Lock, { manager, name, platform }: LockQuery): LockedRelease | undefined {
  const entry = own(lock.packages, packageKey({ manager, name }));
  if (!entry) return undefined;
  const special = platform === undefined ? undefined : own(entry.platformVersions ?? {}, platform);
  const hashesFor = (key: string): readonly string[] => own(entry.integrity ?? {}, key) ?? [];
  const here = platform === undefined || platform === anyPlatform ? [] : hashesFor(platform);
  return {
    manager,
    name,
    version: special ?? entry.version,
    integrity: special === undefined ? [...hashesFor(anyPlatform), ...here] : here,
  };
}

/** The version the lock names for a package on a platform; undefined when it does not name the package. */
export function lockedVersion(lock: Lock, query: LockQuery): string | undefined {
  return lockedRelease(lock, query)?.version;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
