import type { FileTableData } from './FileTable.js';
import type { FindingsData } from './Findings.js';
import type { HashAlgorithm } from './HashAlgorithm.js';
import type { SizeClasses } from './SizeClasses.js';

/** Reading the ends of files that are too many or too large to be read whole at once, to tell them apart. */
export interface KeyJob {
  readonly kind: 'keys';
  readonly control: SharedArrayBuffer;
  readonly tables: readonly FileTableData[];
  readonly classes: SizeClasses;
  readonly seed: bigint;
  /** One for each file; NaN where it could not be read. */
  readonly keys: Float64Array;
}

/** Comparing files of the same size byte for byte. */
export interface CompareJob {
  readonly kind: 'compare';
  readonly control: SharedArrayBuffer;
  readonly tables: readonly FileTableData[];
  readonly classes: SizeClasses;
  readonly seed: bigint;
  readonly algorithm: HashAlgorithm;
}

/** The groups one thread confirmed. */
export interface CompareOutcome {
  readonly findings: FindingsData;
  /** Files of all groups, one group after the other. */
  readonly files: readonly number[];
  /** Where each group ends in `files`. */
  readonly ends: readonly number[];
  readonly sizes: readonly number[];
  readonly hashes: readonly string[];
  /** Device, inode and modification time in ns of each of `files`. */
  readonly stamps: BigInt64Array;
  /** A further way to a file, and the number of that file in a group. */
  readonly sameFiles: readonly (readonly [further: number, file: number])[];
}
