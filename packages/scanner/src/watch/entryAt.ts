import { lstatSync, type Stats } from 'node:fs';
import { systemErrorCode } from '@aim/core';

/** What is at a path, without following a link. */
export interface SeenEntry {
  readonly exists: boolean;
  /** Absent also where a folder on the way does not let it be seen. */
  readonly stats: Stats | undefined;
}

/** Looks at a path. Never throws: of what is closed to this user it is known only that a change was reported there. */
export function entryAt(path: string): SeenEntry {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return { exists: stats !== undefined, stats };
  } catch (error) {
    // A folder on the way that has become a file holds nothing any more.
    return { exists: systemErrorCode(error) !== 'ENOTDIR', stats: undefined };
  }
}
