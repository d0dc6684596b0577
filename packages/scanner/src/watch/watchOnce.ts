import { join, resolve } from 'node:path';
import { AimError, systemErrorCode, withLock } from '@aim/core';
import type { CacheScan, ScanProblem } from '../caches/CacheEntry.js';
import { findCaches } from '../caches/findCaches.js';
import { centralise, type CentraliseResult } from './centralise.js';
import { compareDigests, loadDigests, readDigests, saveDigests } from './configDigests.js';
import type { ConfigChange } from './WatchEvent.js';
import type { WatchOptions } from './WatchOptions.js';

export interface WatchOnceResult extends CacheScan {
  /** Configuration files that differ from what the last watch saw. */
  readonly config_changes: readonly ConfigChange[];
  /** What became of the misplaced caches; `null` without `enforce`. */
  readonly centralised: CentraliseResult | null;
}

/**
 * Looks once: what changed in the configuration since the last watch, and which caches lie where they should not. With
 * `enforce` these are moved to the central folder.
 *
 * @throws AimError LOCK_BUSY when another watcher runs; SCAN_CENTRAL_MISSING, SCAN_PATTERN_INVALID and what
 * `centralise` throws.
 */
export async function watchOnce(options: WatchOptions): Promise<WatchOnceResult> {
  return await withLock(watchLock(options.stateDir), () => lookOnce(options), { waitMs: 0 });
}

/** Keeps two watchers with the same state apart. */
export function watchLock(stateDir: string): string {
  return join(stateDir, 'watch.lock');
}

async function lookOnce(options: WatchOptions): Promise<WatchOnceResult> {
  const { configFiles = [], stateDir, enforce = false, centralCache = '' } = options;
  const digests = readDigests(configFiles.map((file) => resolve(file)));
  const changes = compareDigests(loadDigests(stateDir), digests);
  const errors: ScanProblem[] = [];
  for (const change of changes) {
    const code = await reportConfigChange(change, options);
    if (code !== undefined) errors.push({ path: change.path, error: code });
  }
  saveDigests(stateDir, digests);
  const scan = await findCaches(options);
  const misplaced = scan.caches.filter(({ placement }) => placement === 'misplaced');
  const roots = options.roots.map((root) => resolve(root));
  const centralised = enforce ? await centralise(misplaced, { ...options, roots, centralCache }) : null;
  return { ...scan, errors: [...errors, ...scan.errors], config_changes: changes, centralised };
}

/** @returns the code of what the caller's own function threw. */
export async function reportConfigChange(
  change: ConfigChange,
  { onConfigChange }: WatchOptions,
): Promise<string | undefined> {
  try {
    await onConfigChange?.(change);
    return undefined;
  } catch (error) {
    return error instanceof AimError ? error.code : systemErrorCode(error);
  }
}
