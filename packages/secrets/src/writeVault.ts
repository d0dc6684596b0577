import { encryptAge } from './age/encryptAge.js';
import type { X25519Identity } from './age/x25519Keys.js';
import { formatDocument, type VaultDocument } from './vaultDocument.js';
import type { VaultContext } from './vaultContext.js';
import {
  formatMetadata,
  type SecretMetadata,
  type VaultMetadata,
  type VaultRecord,
} from './vaultMetadata.js';
import { writePrivateFile } from './writePrivateFile.js';

export interface VaultWrite {
  readonly document: VaultDocument;
  readonly identity: X25519Identity;
  readonly record: VaultRecord;
  /** The entries that are not the vault's, to be kept. */
  readonly foreign: ReadonlyMap<string, SecretMetadata>;
  /** What `vault.age.bak` shall hold; absent when there is nothing to keep. */
  readonly backup?: Uint8Array;
}

/** Writes backup, vault and metadata, in this order; the caller holds the lock. */
export function writeVault({ paths, fs }: VaultContext, write: VaultWrite): void {
  const { document, identity, record, foreign, backup } = write;
  const sealed = sealVault(document, identity);
  if (backup) writePrivateFile(paths.backup, backup, fs);
  writePrivateFile(paths.vault, sealed, fs);
  const secrets = new Map([...foreign, ...describe(document)]);
  const metadata = { record: { ...record, generation: document.generation }, secrets };
  writePrivateFile(paths.metadata, formatMetadata(metadata), fs);
}

/** The vault file for a document; encrypted to the identity itself, never to a recipient read from a file. */
export function sealVault(document: VaultDocument, identity: X25519Identity): Buffer {
  return encryptAge(formatDocument(document, identity), { recipients: [identity.recipient] });
}

/** The entries an older tool left in the metadata file and that are not in the vault. */
export function foreignEntries({ secrets }: VaultMetadata): ReadonlyMap<string, SecretMetadata> {
  return new Map([...secrets].filter(([, entry]) => entry.updated_at === undefined));
}

function describe({ secrets }: VaultDocument): [string, SecretMetadata][] {
  return [...secrets].map(([name, { description = '', created_at, updated_at }]) => [
    name,
    { description, created_at, updated_at },
  ]);
}
