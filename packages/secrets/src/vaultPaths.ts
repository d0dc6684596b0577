import { dirname, join, resolve } from 'node:path';

/** Absolute paths of everything that belongs to one vault. */
export interface VaultPaths {
  readonly metadata: string;
  readonly vault: string;
  /** The vault as it was before the last write. */
  readonly backup: string;
  /** Plain identity file of the `file` protector. */
  readonly identity: string;
  /** Encrypted identity file of the `passphrase` protector. */
  readonly encryptedIdentity: string;
  readonly lock: string;
}

export interface VaultPathsInput {
  readonly metadataPath: string;
  readonly vaultPath?: string | undefined;
  readonly identityPath?: string | undefined;
}

/** Vault and identity lie beside the metadata unless they are placed elsewhere. */
export function vaultPaths({ metadataPath, vaultPath, identityPath }: VaultPathsInput): VaultPaths {
  const metadata = resolve(metadataPath);
  const vault = resolve(vaultPath ?? join(dirname(metadata), 'vault.age'));
  const identity = resolve(identityPath ?? join(dirname(metadata), 'vault-identity'));
  return {
    metadata,
    vault,
    backup: `${vault}.bak`,
    identity,
    encryptedIdentity: `${identity}.age`,
    lock: `${vault}.lock`,
  };
}
