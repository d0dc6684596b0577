import type { RegistryValue, RegistryValues } from './userRegistry.js';

/** What `env apply` changed, kept for `env remove`. */
export interface RegistryRecord {
  readonly version: 1;
  readonly variables: Readonly<Record<string, AppliedVariable>>;
  /** Folders that were added to Path. */
  readonly path: readonly string[];
}

export interface AppliedVariable {
  /** The value before the first `env apply`; `null` when there was none. */
  readonly previous: RegistryValue | null;
  readonly applied: string;
}

export interface RegistryPlan {
  readonly kind: 'registry';
  /** Values to write; `null` removes one. Empty when nothing changes. */
  readonly values: RegistryValues;
  /** The record after the change; `undefined` when nothing is left to undo. */
  readonly record: RegistryRecord | undefined;
  readonly recordFile: string;
  /** Variables that stay as they are because the user has changed them since. */
  readonly kept: readonly string[];
  readonly changed: boolean;
}
