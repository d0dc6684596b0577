import { parseFileHash } from './FileHash.js';
import type { Lock, LockedPackage } from './Lock.js';

/**
 * The text of an `aim.lock`: the same lock gives the same text, keys and hashes are sorted, and each value has a line of
 * its own, so that two branches that lock different packages merge.
 */
export function formatLock(lock: Lock): string {
  const { lockfileVersion, packages, ...extra } = lock;
  const entries = sortedEntries(packages).map(([key, entry]) => [key, orderEntry(entry)]);
  const document = { lockfileVersion, ...sorted(extra), packages: Object.fromEntries(entries) as unknown };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function orderEntry({ version, integrity, platformVersions, ...extra }: LockedPackage): LockedPackage {
  const hashes = sortedEntries(integrity ?? {}).map(([platform, list]) => [platform, orderHashes(list)]);
  return {
    version,
    ...(platformVersions && { platformVersions: sorted(platformVersions) }),
    ...(integrity && { integrity: Object.fromEntries(hashes) as NonNullable<LockedPackage['integrity']> }),
    ...sorted(extra),
  };
}

/** Sorted, and each file once, however its hash is written. */
function orderHashes(hashes: readonly string[]): readonly string[] {
  const files = new Map<string, string>();
  for (const text of hashes.toSorted()) {
    const hash = parseFileHash(text);
    const key = hash ? `${hash.algorithm}:${hash.hex}` : text;
    if (!files.has(key)) files.set(key, text);
  }
  return [...files.values()];
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(sortedEntries(record));
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
