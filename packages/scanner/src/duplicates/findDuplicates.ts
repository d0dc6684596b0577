import { systemFs } from '@aim/core';
import type { DuplicateReport } from './DuplicateReport.js';
import type { HashAlgorithm } from './HashAlgorithm.js';
import type { ScanFs } from './ScanFs.js';
import { DuplicateScan } from './DuplicateScan.js';

/** How far a scan is. Counts only grow within a phase. */
export interface DuplicateProgress {
  readonly phase: 'walk' | 'keys' | 'compare';
  readonly files: number;
  readonly directories: number;
  /** Bytes of files that were compared, and of those that are to be. */
  readonly readBytes: number;
  readonly totalBytes: number;
}

export interface FindDuplicatesOptions {
  /** Directories and files; links in them are followed, links below them are not. */
  readonly roots: readonly string[];
  /** Smaller files are not looked at. Empty files never are. Default 1. */
  readonly minSizeBytes?: number;
  /** How to name the content of a group. Default `xxh64`, which costs next to nothing. */
  readonly hash?: HashAlgorithm;
  /** Whether to look into Git object stores and package stores. Default false. */
  readonly includeStores?: boolean;
  /** Absolute paths, or names of files and directories that may hold `*` and `?`. */
  readonly excludes?: readonly string[];
  /** How many threads may work, this one included. Default `auto`: more than one where the scan is large enough. */
  readonly threads?: 'auto' | number;
  /** Called a few dozen times a second. */
  readonly onProgress?: (progress: DuplicateProgress) => void;
  /** Ends the scan; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The compiled worker (`worker.js` of this folder, or a bundle of it). Where there is none, one thread works. */
  readonly workerFile?: string;
  /** With another file system than Node's the scan uses one thread. */
  readonly fs?: ScanFs;
}

/**
 * Finds files of the same content. Two files are in a group only if all their bytes were compared and neither was
 * touched during the scan. Several names of one file (hard links, links to its directory, mounts, overlapping roots)
 * count as one file; symbolic links, empty and special files are not looked at.
 *
 * @throws AimError `SCAN_ROOT_MISSING` when a root does not exist
 * @throws AimError `SCAN_WORKER_FAILED` when a thread dies
 */
export async function findDuplicates(options: FindDuplicatesOptions): Promise<DuplicateReport> {
  options.signal?.throwIfAborted();
  const scan = new DuplicateScan(options, options.fs ?? systemFs);
  try {
    return await scan.run();
  } finally {
    await scan.dispose();
  }
}
