import type { FileTableData } from './FileTable.js';
import type { FindingsData } from './Findings.js';
import type { LeftOutOptions } from './LeftOut.js';

/** Finding the files below some directories, as several threads share it. */
export interface WalkJob {
  readonly kind: 'walk';
  readonly control: SharedArrayBuffer;
  readonly queue: SharedArrayBuffer;
  readonly leftOut: LeftOutOptions;
  readonly minSizeBytes: number;
  /** Directories that are roots themselves and are not entered from above. */
  readonly roots: readonly string[];
}

/** Numbers of what a walk met and did not record. */
export interface WalkCounts {
  empty: number;
  tooSmall: number;
  sparse: number;
  symbolicLinks: number;
  special: number;
  excluded: number;
}

/** What one thread's walk found. */
export interface WalkOutcome {
  readonly table: FileTableData;
  readonly findings: FindingsData;
  readonly counts: WalkCounts;
  readonly storesLeftOut: readonly string[];
}
