import type { HashAlgorithm } from './HashAlgorithm.js';

/**
 * One file of a group. Two entries of a group never are the same file. For JSON, which knows no `bigint`, there is
 * `duplicateReportJson`.
 */
export interface DuplicateEntry {
  /** As text; bytes that are not UTF-8 appear as U+FFFD. */
  readonly path: string;
  /** The exact name, only when `path` is not. */
  readonly pathBytes?: Buffer;
  /** Device and inode, which name the file as long as it exists. */
  readonly dev: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  /** Other names of the same file that the scan met: hard links and further ways to it. */
  readonly links?: readonly string[];
}

/** Files with the same content, compared byte for byte. */
export interface DuplicateGroup {
  /** Of one file, in bytes. */
  readonly size: number;
  /** Of the content, hexadecimal. It names the group; that the files are equal was not taken from it. */
  readonly hash: string;
  readonly algorithm: HashAlgorithm;
  /** At least two, sorted by path. */
  readonly entries: readonly DuplicateEntry[];
  /** What all entries but one occupy, in bytes. */
  readonly wastedBytes: number;
}

/** A file or directory that could not be read, with the system's name of the reason. */
export interface UnreadablePath {
  readonly path: string;
  readonly code: string;
}

/** A file that another program touched during the scan; it is in no group. */
export interface ChangedPath {
  readonly path: string;
  readonly reason: 'vanished' | 'modified' | 'replaced';
}

/** What was met and not compared. */
export interface SkippedCounts {
  readonly empty: number;
  readonly tooSmall: number;
  /** Files of 1 MiB and more with less than an eighth of that on disk, such as images of disks and files in a cloud. */
  readonly sparse: number;
  readonly symbolicLinks: number;
  /** Sockets, pipes and devices. */
  readonly special: number;
  /** Further names of a file that was already counted. */
  readonly hardLinks: number;
  /** Directories named by `excludes`, and files so named. */
  readonly excluded: number;
}

/** What `findDuplicates` found out. */
export interface DuplicateReport {
  /** As they were scanned: resolved, none inside another. */
  readonly roots: readonly string[];
  /** Most wasted bytes first. */
  readonly groups: readonly DuplicateGroup[];
  /** Files of at least the minimum size, each file once whatever its number of names. */
  readonly scannedFiles: number;
  readonly scannedBytes: number;
  readonly wastedBytes: number;
  readonly unreadable: readonly UnreadablePath[];
  readonly changed: readonly ChangedPath[];
  readonly skipped: SkippedCounts;
  /** Object and package stores that were left out. */
  readonly storesLeftOut: readonly string[];
}
