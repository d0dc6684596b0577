import type { ProtectorKind } from './protectors/protector.js';
import type { RekeyRequest, RekeyResult } from './rekeyVault.js';
import type { VaultUpdate } from './updateVault.js';
import type { VaultStatus } from './vaultStatus.js';

/** Public facts of one secret; never its value. */
export interface SecretListItem {
  readonly key: string;
  readonly description: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly updated_at: string | null;
  /** Whether the vault holds a value; `false` for an entry only an older tool knows. */
  readonly exists: boolean;
}

export interface SecretInput {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

/** One released value. */
export interface SecretValue {
  readonly value: string;
  /** The vault is older than its metadata says: an old copy was restored, and this value may be outdated. */
  readonly rolledBack: boolean;
}

/** Released values by name; what the vault does not hold is in `missing`. */
export interface SecretValues {
  readonly values: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
  readonly rolledBack: boolean;
}

export interface VaultLocation {
  /** `null` while there is no vault. */
  readonly protector: ProtectorKind | null;
  /** Why this protector, as half a sentence. */
  readonly reason: string;
  readonly vaultPath: string;
  readonly metadataPath: string;
  /** Path or keychain entry of the key; `null` while there is no vault. */
  readonly keyLocation: string | null;
  /** The age1… recipient the vault is encrypted to, as the metadata says. */
  readonly recipient: string | null;
}

/** How an import ended. */
export interface ImportResult extends VaultUpdate {
  readonly created: readonly string[];
  readonly updated: readonly string[];
}

/**
 * One vault. Every method that needs the values may reject with SECRETS_LOCKED, SECRETS_WRONG_PASSPHRASE,
 * SECRETS_KEYCHAIN_UNAVAILABLE, SECRETS_TAMPERED, SECRETS_VAULT_MISSING or SECRETS_UNSAFE_FILE; every method that
 * writes also with LOCK_BUSY and WRITE_FAILED of `@aim/core`. What the audit sink rejects with is passed on, and
 * then nothing was released or written.
 */
export interface Vault {
  /** Makes the vault and its key where there is none; whether it did. */
  create(): Promise<boolean>;
  /** Stores a value; `created_at` stays on update, and so does a description that is not given. */
  set(name: string, value: string, options?: { readonly description?: string }): Promise<VaultUpdate>;
  /** @throws AimError SECRETS_NOT_FOUND. */
  get(name: string): Promise<SecretValue>;
  /** The values of these names, as a tool's environment needs them. */
  getMany(names: readonly string[]): Promise<SecretValues>;
  exportAll(): Promise<SecretValues>;
  /** Stores all of them in one write, or none. */
  importMany(entries: readonly SecretInput[]): Promise<ImportResult>;
  /** @throws AimError SECRETS_NOT_FOUND. */
  delete(name: string): Promise<VaultUpdate>;
  /** Names and dates, without unlocking anything. */
  list(): readonly SecretListItem[];
  where(): VaultLocation;
  status(options?: { readonly unlock?: boolean }): Promise<VaultStatus>;
  rekey(request?: RekeyRequest): Promise<RekeyResult>;
}
