import type { ConfigIssue } from '../ConfigIssue.js';
import type { AimConfig } from '../generated/AimConfig.js';
import type { LegacyShape } from './LegacyDocument.js';

/** The file that is migrated into. */
export interface MigrationTarget {
  readonly file: string;
  /** Its content, byte for byte; absent when there is no such file. */
  readonly bytes?: Uint8Array;
}

/** A file whose settings a migration takes over. */
export interface MigrationSource {
  readonly file: string;
  readonly shape: LegacyShape;
  readonly version: string;
  /** SHA-256 of its bytes, in hex. */
  readonly sha256: string;
  /**
   * `new`: migrated by this plan; `target`: the file that is migrated into, itself of the older form; `migrated`: taken
   * over by an earlier migration and left alone; `current`: of today's form already and left alone.
   */
  readonly state: 'new' | 'target' | 'migrated' | 'current';
}

/** Where one value of a source goes. */
export interface Placement {
  readonly file: string;
  /** JSON pointer into the source. */
  readonly pointer: string;
  /** No object or list, unless an empty one. */
  readonly value: unknown;
  /**
   * `moved`: to a setting of today; `kept`: under its own name, since no setting of today means it; `overruled`: another
   * source sets it to something else, see `conflicts`.
   */
  readonly outcome: 'moved' | 'kept' | 'overruled';
  /** JSON pointer into the result; absent when overruled. */
  readonly target?: string;
}

/** One value that a source wants a setting to have. */
export interface ConflictCandidate {
  readonly file: string;
  readonly value: unknown;
}

/** A setting that sources disagree on. */
export interface MigrationConflict {
  /** JSON pointer into the result. */
  readonly setting: string;
  /** The chosen one first. */
  readonly candidates: readonly ConflictCandidate[];
  readonly chosen: ConflictCandidate;
  /** A sentence. */
  readonly why: string;
}

/** What a migration would do. */
export interface MigrationPlan {
  readonly target: string;
  /** SHA-256 of the target as it is, in hex; absent when there is none. */
  readonly previousSha256?: string;
  readonly sources: readonly MigrationSource[];
  readonly result: AimConfig;
  /** The target's new text. */
  readonly text: string;
  /** False when the target is as it should be already. */
  readonly changes: boolean;
  /** One for every value of every source that is migrated. */
  readonly placements: readonly Placement[];
  readonly conflicts: readonly MigrationConflict[];
  readonly warnings: readonly ConfigIssue[];
  /** Unified diff of the target's old and new text; empty when nothing changes. */
  readonly diff: string;
}
