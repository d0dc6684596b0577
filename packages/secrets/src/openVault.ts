import type { AuditSink } from '@aim/core';
import { createVault } from './createVault.js';
import { deleteSecret } from './deleteSecret.js';
import { createKeychain, type Keychain } from './keychain.js';
import type { ProtectorKind } from './protectors/protector.js';
import { listSecrets } from './listSecrets.js';
import { locateVault } from './locateVault.js';
import { readAllSecrets, readSecret, readSecrets } from './readSecrets.js';
import { rekeyVault } from './rekeyVault.js';
import { storeSecrets } from './storeSecrets.js';
import type { Vault } from './vault.js';
import type { PassphrasePurpose } from './vaultContext.js';
import { vaultPaths } from './vaultPaths.js';
import { createSession } from './vaultSession.js';
import { vaultStatus } from './vaultStatus.js';
import type { WriteFs } from './writePrivateFile.js';

export interface VaultOptions {
  /** Path of `secrets_metadata.json`. */
  readonly metadataPath: string;
  /** `vault.age` beside the metadata when absent. */
  readonly vaultPath?: string;
  /** `vault-identity` beside the metadata when absent; the encrypted form has `.age` appended. */
  readonly identityPath?: string;
  /** What protects a new vault's key; `auto` when absent. An existing vault keeps the one on record. */
  readonly protector?: ProtectorKind | 'auto';
  /** Asked at most once per unlock. `create` means a new passphrase, worth asking for twice. */
  readonly passphrase?: (purpose: PassphrasePurpose) => Promise<string>;
  /** Awaited before a value is released or a change is written; names only. */
  readonly audit?: AuditSink;
  readonly clock?: () => Date;
  readonly keychain?: Keychain;
  /** Hears what the user should know, such as the fallback to a key file; one sentence. */
  readonly onNotice?: (message: string) => void;
  readonly platform?: NodeJS.Platform;
  readonly fs?: WriteFs;
  /** log2 of scrypt's N for a new passphrase, 16 to 18: about 0.3, 0.6 and 1.4 s for each unlock. 17 when absent. */
  readonly workFactor?: 16 | 17 | 18;
}

/** A vault at the given place. Touches nothing until a method is called, and creates the vault at the first write
 * or by `create`. */
export function openVault(options: VaultOptions): Vault {
  const platform = options.platform ?? process.platform;
  const session = createSession({
    paths: vaultPaths(options),
    wanted: options.protector ?? 'auto',
    passphrase: options.passphrase,
    keychain: options.keychain ?? createKeychain({ platform }),
    audit: options.audit ?? (async () => undefined),
    notice: options.onNotice ?? (() => undefined),
    clock: options.clock ?? (() => new Date()),
    platform,
    fs: options.fs,
    workFactor: options.workFactor ?? 17,
  });
  return {
    create: () => createVault(session),
    set: (name, value, { description } = {}) =>
      storeSecrets(session, [{ name, value, ...(description !== undefined && { description }) }]),
    get: (name) => readSecret(session, name),
    getMany: (names) => readSecrets(session, names),
    exportAll: () => readAllSecrets(session),
    importMany: (entries) => storeSecrets(session, entries),
    delete: (name) => deleteSecret(session, name),
    list: () => listSecrets(session.context),
    where: () => locateVault(session),
    status: ({ unlock = false } = {}) => vaultStatus(session, unlock),
    rekey: (request = {}) => rekeyVault(session, request),
  };
}
