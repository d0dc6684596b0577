import type { AuditSink } from '@aim/core';
import type { Vault } from '../vault.js';
import type { LegacyObstacle, LegacyStore } from './LegacyStore.js';
import type { EnvMap } from './newNames.js';

export interface LegacyImportRequest {
  /** Read one after the other. */
  readonly stores: readonly LegacyStore[];
  /** The older secret that fills a variable, by the variable's name. */
  readonly envMap?: EnvMap;
  /** Takes out of the older place what a fresh unlock of the vault gives back. */
  readonly removeLegacy?: boolean;
  /** Opens the vault; each one it gives unlocks by itself. */
  readonly openVault: () => Vault;
  readonly audit: AuditSink;
}

export interface ImportedSecret {
  /** In the vault. */
  readonly name: string;
  /** In the older place. */
  readonly legacy_name: string;
  readonly source: string;
  /** `already_there`: the vault held the same value before. */
  readonly state: 'stored' | 'already_there';
}

export type SkipReason =
  | LegacyObstacle
  | 'unavailable'
  | 'invalid_name'
  | 'invalid_value'
  | 'differs'
  | 'not_read_back'
  | 'not_removed';

/** Something that was not done. */
export interface SkippedSecret {
  /** In the older place; `null` when the place as a whole cannot be used. */
  readonly legacy_name: string | null;
  readonly source: string;
  readonly reason: SkipReason;
  /** One sentence without any value. */
  readonly message: string;
}

export interface RemovedSecret {
  readonly legacy_name: string;
  readonly source: string;
}

export interface LegacyImport {
  readonly imported: readonly ImportedSecret[];
  readonly skipped: readonly SkippedSecret[];
  readonly removed: readonly RemovedSecret[];
}
