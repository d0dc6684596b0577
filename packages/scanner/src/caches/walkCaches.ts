import type * as nodeFs from 'node:fs';
import { sep } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { ScanProblem } from './CacheEntry.js';
import type { CacheMatcher } from './compileCachePatterns.js';

export type WalkFs = Pick<typeof nodeFs, 'lstatSync' | 'readdirSync'>;

/** A file or folder whose name matches. */
export interface CacheMatch {
  readonly path: string;
  readonly name: string;
  readonly pattern: string;
  readonly kind: 'folder' | 'file';
  readonly project: string;
}

export interface CacheWalk {
  readonly fs: WalkFs;
  readonly matcher: CacheMatcher;
  readonly problems: ScanProblem[];
  /** Called before a folder is read. */
  readonly onFolder?: (path: string) => void;
  folders: number;
  entries: number;
}

interface Pending {
  readonly path: string;
  readonly project: string;
}

/**
 * Walks a folder for everything that matches, without entering what matched, `.git` or symbolic links. Yields once
 * per folder what it found there, so that the caller can stop, breathe or report.
 *
 * @param project - the project that the root belongs to.
 */
export function* walkCaches(
  root: string,
  project: string,
  walk: CacheWalk,
): Generator<readonly CacheMatch[], void, undefined> {
  const pending: Pending[] = [{ path: root, project }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    yield lookInto(folder, walk, pending);
  }
}

const none: readonly CacheMatch[] = [];

function lookInto(
  { path: folder, project: outer }: Pending,
  walk: CacheWalk,
  pending: Pending[],
): readonly CacheMatch[] {
  walk.onFolder?.(folder);
  const entries = listFolder(folder, walk);
  if (entries === undefined) return none;
  walk.folders += 1;
  walk.entries += entries.length;
  const base = folder.endsWith(sep) ? folder : folder + sep;
  const { matcher } = walk;
  const project = entries.some(isGit) ? folder : outer;
  let found: CacheMatch[] | undefined;
  for (const entry of entries) {
    const isFolder = entry.isDirectory();
    const pattern = matcher.match(entry.name, folder, isFolder);
    if (pattern !== undefined) {
      if ((!isFolder && !entry.isFile()) || isGit(entry)) continue;
      const kind = isFolder ? 'folder' : 'file';
      found ??= [];
      found.push({ path: base + entry.name, name: entry.name, pattern, kind, project });
    } else if (isFolder && !isGit(entry)) addFolder(base + entry.name, project, walk, pending);
  }
  return found ?? none;
}

function addFolder(path: string, project: string, { problems }: CacheWalk, pending: Pending[]): void {
  // A name that is not UTF-8 arrives damaged and cannot be opened by it.
  if (path.includes('\uFFFD')) problems.push({ path, error: 'NOT_UTF8' });
  else pending.push({ path, project });
}

function isGit({ name }: nodeFs.Dirent): boolean {
  return name.length === 4 && (name === '.git' || name.toLowerCase() === '.git');
}

function listFolder(path: string, { fs, problems }: CacheWalk): nodeFs.Dirent[] | undefined {
  try {
    return fs.readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'ENOENT') problems.push({ path, error: code });
    return undefined;
  }
}
