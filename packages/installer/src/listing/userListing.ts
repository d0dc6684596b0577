import { readFileSync, statSync } from 'node:fs';
import { atomicWrite, systemErrorCode } from '@aim/core';
import type { InstalledPackage, ManagerContext, PackageManager } from '../PackageManager.js';
import { parseListingCache, type FileIdentity, type ListingCache } from './listingCache.js';

export interface UserListing {
  readonly packages: readonly InstalledPackage[];
  /** No process was started for it. */
  readonly fromCache: boolean;
}

/**
 * What a manager holds in its own usual place. While the files that change with it are the same ones, by inode, time
 * and size, the last answer is read from `cacheFile` and nothing is started; nor is it where that place was never made.
 * A cache that cannot be read or written only costs time.
 *
 * @throws AimError of the manager when it has to be asked and cannot say
 */
export async function userListing(
  manager: PackageManager,
  context: ManagerContext,
  cacheFile: string,
): Promise<UserListing> {
  const watched = manager.listingFiles(context);
  if (watched === undefined) return { packages: await manager.listed(context), fromCache: false };
  if (watched.length > 0 && watched.map(identityOf).every(([, identity]) => identity === 'ENOENT')) {
    return { packages: [], fromCache: true };
  }
  const identity = (): ListingCache['files'] =>
    [manager.find(context), ...watched].flatMap((path) => (path === undefined ? [] : [identityOf(path)]));
  const before = identity();
  const cached = readCache(cacheFile);
  if (cached?.manager === manager.id && isSame(cached.files, before)) {
    return { packages: cached.packages, fromCache: true };
  }
  const packages = await manager.listed(context);
  // What changed while it was asked may or may not be in the answer.
  if (isSame(before, identity()))
    writeCache(cacheFile, { format: 1, manager: manager.id, files: before, packages });
  return { packages, fromCache: false };
}

function identityOf(path: string): FileIdentity {
  try {
    const { ino, dev, mtimeNs, ctimeNs, size } = statSync(path, { bigint: true });
    return [path, [dev, ino, mtimeNs, ctimeNs, size].join(' ')];
  } catch (error) {
    return [path, systemErrorCode(error)];
  }
}

function isSame(a: ListingCache['files'], b: ListingCache['files']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function readCache(path: string): ListingCache | undefined {
  try {
    return parseListingCache(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function writeCache(path: string, cache: ListingCache): void {
  try {
    atomicWrite(path, JSON.stringify(cache), { durable: false });
  } catch {
    // See above.
  }
}
