import type { BigIntStats } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { stateOf } from './fileState.js';
import type { FixFs } from './FixFs.js';
import { quietly } from './quietly.js';

export interface Replacement {
  /** The file that is to go; its name is given to `source`. */
  readonly path: string;
  /** A file on the same file system, which gets a second name. */
  readonly source: string;
  /** Where the file that had the name is put. */
  readonly park: string;
  /** Whether what had the name is what is meant. */
  readonly isMeant: (stats: BigIntStats) => boolean;
}

/**
 * Gives a file's name to another file and keeps the first one. What has the name at that moment is taken away in one
 * step and looked at afterwards, and the name is given only while it is free; so a file that someone else put there in
 * between is never lost. For that moment the name is missing.
 *
 * @returns `changed` when the name meant another file, which has it still.
 */
export function putInPlace(fs: FixFs, { path, source, park, isMeant }: Replacement): 'placed' | 'changed' {
  fs.renameSync(path, park);
  const parked = stateOf(fs, park);
  if (parked === undefined || !isMeant(parked)) {
    giveBack(fs, park, path);
    return 'changed';
  }
  try {
    fs.linkSync(source, path);
    return 'placed';
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return 'changed';
    quietly(() => giveBack(fs, park, path));
    throw error;
  }
}

/** Returns a parked file to its name, unless the name is taken; then the file stays where it is. */
export function giveBack(fs: FixFs, park: string, path: string): boolean {
  try {
    fs.linkSync(park, path);
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
  fs.unlinkSync(park);
  return true;
}
