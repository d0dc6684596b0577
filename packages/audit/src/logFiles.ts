import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { systemErrorCode } from '@aim/core';

/** One file of a log. */
export interface LogFile {
  readonly path: string;
  /** The number of the file's first event; 0 for events from before the chain; absent for the file in use. */
  readonly firstSeq?: number;
}

/**
 * The files of a log in the order of their events: `NAME-<first number>.jsonl` for those rotated away, and last the
 * file in use, if it is there.
 */
export function logFiles(path: string): readonly LogFile[] {
  const directory = dirname(path);
  const extension = extname(path);
  const prefix = `${basename(path, extension)}-`;
  const rotated: Required<LogFile>[] = [];
  for (const name of namesIn(directory)) {
    if (!name.startsWith(prefix) || !name.endsWith(extension)) continue;
    const digits = name.slice(prefix.length, name.length - extension.length);
    if (/^\d{1,15}$/.test(digits)) rotated.push({ path: join(directory, name), firstSeq: Number(digits) });
  }
  rotated.sort((a, b) => a.firstSeq - b.firstSeq);
  return existsSync(path) ? [...rotated, { path }] : rotated;
}

/**
 * Where a file of a log goes when it is no longer in use. Before that its head has to be synced: the next event must
 * find the head's event in this file or in the one that follows.
 */
export function rotatedPath(path: string, firstSeq: number): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}-${firstSeq}${extension}`);
}

/** Where the n-th damaged tail that was found at the end of a log is kept. */
export function tornPath(path: string, n: number): string {
  return join(dirname(path), `${basename(path, extname(path))}.torn-${n}`);
}

/** The head that belongs to a log, unless another place is set. */
export function defaultHeadPath(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.head.json`);
}

/** The signed floor that belongs to a log: the last event that was pruned. */
export function floorPath(path: string): string {
  return join(dirname(path), `${basename(path, extname(path))}.floor.json`);
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
