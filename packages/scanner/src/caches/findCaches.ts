import type * as nodeFs from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { systemErrorCode, systemFs } from '@aim/core';
import { TimeSlice } from '../turn.js';
import type { CacheEntry, CacheScan, ScanProblem } from './CacheEntry.js';
import { defaultCachePatterns } from './cachePatterns.js';
import { compileCachePatterns } from './compileCachePatterns.js';
import { distinctRoots, type ScanRoot } from './distinctRoots.js';
import { gitRoot } from './gitRoot.js';
import { isAiStateName } from './isAiStateName.js';
import { foldsCase, isUnder } from './isUnder.js';
import { measureTree, type TreeSize } from './measureTree.js';
import { walkCaches, type CacheMatch, type CacheWalk } from './walkCaches.js';

export type FindCachesFs = Pick<typeof nodeFs, 'existsSync' | 'lstatSync' | 'readdirSync' | 'realpathSync'>;

export interface FindCachesOptions {
  readonly roots: readonly string[];
  /** The folders that the roots are only parts of; they, not the roots, are the projects of what has no other. */
  readonly within?: readonly string[];
  /** See {@link compileCachePatterns}; {@link defaultCachePatterns} when absent. */
  readonly patterns?: readonly string[];
  /** Folder that caches are moved to; what lies in it is central. */
  readonly centralCache?: string;
  /** Further folders in which caches may stay. */
  readonly allowCentral?: readonly string[];
  /** Called now and then while the scan goes on. */
  readonly onProgress?: (progress: CacheProgress) => void;
  /** Called with each folder before it is read; of caches, with those only that hold no file. */
  readonly onFolder?: (path: string) => void;
  /** Ends the scan, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly platform?: NodeJS.Platform;
  /** Wall clock, ms since the epoch. */
  readonly now?: () => number;
  readonly fs?: FindCachesFs;
}

export interface CacheProgress {
  readonly folders: number;
  readonly caches: number;
}

/**
 * Finds caches by name in one walk, and measures them. What cannot be read is listed, not fatal. Symbolic links are
 * not followed, so a cache that has been moved and linked is not found again; folders named `.git` are left alone.
 *
 * @throws AimError SCAN_PATTERN_INVALID.
 */
export async function findCaches(options: FindCachesOptions): Promise<CacheScan> {
  const { patterns = defaultCachePatterns, platform = process.platform, fs = systemFs } = options;
  const problems: ScanProblem[] = [];
  const matcher = compileCachePatterns(patterns, foldsCase(platform));
  const { onFolder } = options;
  const walk: CacheWalk = { fs, matcher, problems, folders: 0, entries: 0, ...(onFolder && { onFolder }) };
  const describe = describer(options, problems);
  const found: CacheEntry[] = [];
  const slice = new TimeSlice();
  for (const root of distinctRoots(options.roots, problems, { fs, platform })) {
    const central = centralTest(root, options);
    const project = projectOf(root.path, options);
    for (const matches of walkRoot(root, project, walk)) {
      found.push(...matches.flatMap((match) => describe(match, central(match.path)) ?? []));
      if (!slice.isOver) continue;
      options.signal?.throwIfAborted();
      options.onProgress?.({ folders: walk.folders, caches: found.length });
      await slice.next();
    }
  }
  options.signal?.throwIfAborted();
  found.sort((a, b) => b.size_bytes - a.size_bytes || (a.path < b.path ? -1 : 1));
  return { caches: found, errors: problems, scanned_folders: walk.folders, scanned_entries: walk.entries };
}

/** A root may itself be a cache. */
function* walkRoot(root: ScanRoot, project: string, walk: CacheWalk): Generator<readonly CacheMatch[]> {
  const isFolder = walk.fs.lstatSync(root.realPath).isDirectory();
  const name = basename(root.path);
  const pattern = walk.matcher.match(name, dirname(root.path), isFolder);
  if (pattern === undefined) yield* walkCaches(root.path, project, walk);
  else yield [{ path: root.path, name, pattern, kind: isFolder ? 'folder' : 'file', project }];
}

function projectOf(root: string, { within = [], fs = systemFs, platform }: FindCachesOptions): string {
  return gitRoot(root, fs.existsSync) ?? within.find((outer) => isUnder(root, outer, platform)) ?? root;
}

type Describe = (match: CacheMatch, central: boolean) => CacheEntry | undefined;

function describer(
  { fs = systemFs, now = Date.now, onFolder }: FindCachesOptions,
  problems: ScanProblem[],
): Describe {
  const today = now();
  return (match, central) => {
    try {
      const stats = fs.lstatSync(match.path, { bigint: true });
      let size = stats.isDirectory()
        ? measureTree(match.path, { fs, problems })
        : { bytes: Number(stats.size), files: 1, newestMs: Number(stats.mtimeMs) };
      if (size.files === 0 && onFolder) size = measureTree(match.path, { fs, problems, onFolder });
      return size.files === 0 ? undefined : cacheEntry(match, { stats, size, central, today });
    } catch (error) {
      problems.push({ path: match.path, error: systemErrorCode(error) });
      return undefined;
    }
  };
}

interface CacheFacts {
  readonly stats: nodeFs.BigIntStats;
  readonly size: TreeSize;
  readonly central: boolean;
  readonly today: number;
}

function cacheEntry(match: CacheMatch, { stats, size, central, today }: CacheFacts): CacheEntry {
  return {
    path: match.path,
    pattern: match.pattern,
    size_mb: size.bytes / 1024 / 1024,
    file_count: size.files,
    name: match.name,
    kind: match.kind,
    size_bytes: size.bytes,
    newest_mtime: new Date(size.newestMs).toISOString(),
    age_days: Math.max(0, Math.floor((today - size.newestMs) / 86_400_000)),
    project: match.project,
    placement: central ? 'central' : 'misplaced',
    holds: isAiStateName(match.name) ? 'ai_state' : 'cache',
    dev: String(stats.dev),
    ino: String(stats.ino),
  };
}

/** A folder may be named by another path than the one the scan takes to it, so real paths are compared too. */
function centralTest(root: ScanRoot, options: FindCachesOptions): (path: string) => boolean {
  const { centralCache = '', allowCentral = [], platform = process.platform, fs = systemFs } = options;
  const named = [centralCache, ...allowCentral]
    .filter((folder) => folder !== '')
    .map((folder) => resolve(folder));
  const folders = named.flatMap((folder) => [folder, realPathOr(folder, fs)]);
  return (path) => {
    const real = root.realPath + path.slice(root.path.length);
    return folders.some((folder) => isUnder(path, folder, platform) || isUnder(real, folder, platform));
  };
}

function realPathOr(path: string, fs: FindCachesFs): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
