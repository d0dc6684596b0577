import type * as nodeFs from 'node:fs';
import { sep } from 'node:path';
import { systemErrorCode } from '@aim/core';
import type { ScanProblem } from './CacheEntry.js';

export type MeasureFs = Pick<typeof nodeFs, 'lstatSync' | 'readdirSync'>;

/** What a file or folder amounts to. */
export interface TreeSize {
  bytes: number;
  files: number;
  /** Newest modification time of a regular file, ms since the epoch; 0 when there is none. */
  newestMs: number;
}

const separator = Buffer.from(sep);

export interface MeasureContext {
  readonly fs: MeasureFs;
  readonly problems: ScanProblem[];
  /** Called before a folder is read. */
  readonly onFolder?: (path: string) => void;
}

/** Adds up the files of a folder at any depth; symbolic links are not followed and not counted. */
export function measureTree(root: string, context: MeasureContext): TreeSize {
  const size: TreeSize = { bytes: 0, files: 0, newestMs: 0 };
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    context.onFolder?.(folder);
    measureFolder(folder, { ...context, size, pending });
  }
  return size;
}

interface Measuring extends MeasureContext {
  readonly size: TreeSize;
  readonly pending: string[];
}

function measureFolder(folder: string, measuring: Measuring): void {
  const { fs, problems, size, pending } = measuring;
  const entries = attempt(folder, problems, () => fs.readdirSync(folder, { withFileTypes: true }));
  if (entries === undefined) return;
  // A name that is not UTF-8 arrives damaged and cannot be opened by it.
  if (entries.some(({ name }) => name.includes('\uFFFD')))
    return measureBytes(Buffer.from(folder), measuring);
  for (const entry of entries) {
    const path = folder + sep + entry.name;
    if (entry.isDirectory()) pending.push(path);
    if (!entry.isFile()) continue;
    const stats = attempt(path, problems, () => fs.lstatSync(path));
    if (stats !== undefined) addFile(stats, size);
  }
}

/** The same with names as bytes: slower, and only for folders that need it. */
function measureBytes(folder: Buffer, measuring: Measuring): void {
  const { fs, problems, size } = measuring;
  const shown = folder.toString();
  const names = attempt(shown, problems, () => fs.readdirSync(folder, { encoding: 'buffer' }));
  for (const name of names ?? []) {
    const path = Buffer.concat([folder, separator, name]);
    const stats = attempt(path.toString(), problems, () => fs.lstatSync(path));
    if (stats?.isDirectory() === true) measureBytes(path, measuring);
    else if (stats?.isFile() === true) addFile(stats, size);
  }
}

function addFile(stats: nodeFs.Stats, size: TreeSize): void {
  size.files += 1;
  size.bytes += stats.size;
  if (stats.mtimeMs > size.newestMs) size.newestMs = stats.mtimeMs;
}

function attempt<T>(path: string, problems: ScanProblem[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    const code = systemErrorCode(error);
    // Caches come and go while they are looked at.
    if (code !== 'ENOENT') problems.push({ path, error: code });
    return undefined;
  }
}
