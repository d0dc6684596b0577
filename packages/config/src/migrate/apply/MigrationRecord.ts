import type { MigrationConflict, MigrationSource, Placement } from '../MigrationPlan.js';

/** What is written down before a migration touches anything, so that it can be finished, proved and taken back. */
export interface MigrationRecord {
  readonly contract: 'AIM_MIGRATION_V1';
  /** A number, then the time; a higher number is later. */
  readonly id: string;
  /** The file that is migrated into. */
  readonly target: string;
  /** `prepared`: the backup is there, the target may be old or new; `failed`: the old one was put back. */
  readonly state: 'prepared' | 'applied' | 'failed' | 'rolled_back';
  /** The process that did it: what it may have left unfinished bears its number. */
  readonly pid: number;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  /** UTC, ISO 8601: when the state was last changed. */
  readonly changedAt: string;
  /** The target as it was; `null` when there was none. Its bytes lie beside the record, in `previous`. */
  readonly previous: { readonly sha256: string; readonly mode: number } | null;
  /** SHA-256, in hex, of the target as it is meant to be. */
  readonly nextSha256: string;
  readonly sources: readonly MigrationSource[];
  readonly placements: readonly Placement[];
  readonly conflicts: readonly MigrationConflict[];
}
