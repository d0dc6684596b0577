import type { FixPaths } from './fixPaths.js';
import type { FixFs } from './FixFs.js';
import type { FixJournal } from './FixJournal.js';

/** What the actions of one run share. */
export interface FixContext {
  readonly fs: FixFs;
  readonly run: string;
  readonly paths: FixPaths;
  readonly journal: FixJournal;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly platform: NodeJS.Platform;
}
