import { AgeError } from './age/AgeError.js';
import { decryptAge } from './age/decryptAge.js';
import type { X25519Identity } from './age/x25519Keys.js';
import { secretsError } from './errors.js';
import { readPrivateFile } from './privateFile.js';
import { parseDocument, type VaultDocument } from './vaultDocument.js';
import type { VaultMetadata } from './vaultMetadata.js';
import { readMetadata, unlock, type VaultSession } from './vaultSession.js';

/** An unlocked, authentic vault. */
export interface OpenedVault {
  readonly document: VaultDocument;
  readonly identity: X25519Identity;
  /** The file as it is on disk. */
  readonly bytes: Buffer;
  /** The vault is older than its metadata says: someone or something restored an old copy. */
  readonly rolledBack: boolean;
}

export interface VaultState {
  readonly metadata: VaultMetadata;
  /** Absent while nothing was ever stored. */
  readonly opened?: OpenedVault;
}

/**
 * Reads metadata and vault and unlocks the latter, if there is one.
 *
 * @throws AimError SECRETS_VAULT_MISSING, SECRETS_TAMPERED, SECRETS_UNSAFE_FILE and what unlocking reports.
 */
export async function readVault(session: VaultSession): Promise<VaultState> {
  const { paths, platform } = session.context;
  // Metadata first: a writer replaces the vault before it, so that no reader takes a new pair for a rolled-back one.
  const metadata = readMetadata(session.context);
  const recorded = metadata.record?.generation ?? 0;
  const bytes = readPrivateFile(paths.vault, { platform, forbidden: 0o077 });
  if (bytes === undefined) {
    if (recorded === 0) return { metadata };
    throw secretsError(
      'SECRETS_VAULT_MISSING',
      `${paths.vault} is missing, though secrets were stored in it.`,
      {
        hint: `Restore it from ${paths.backup} or a backup. To begin anew, move ${paths.metadata} away.`,
      },
    );
  }
  const { plaintext, identity } = await decrypt(session, metadata, bytes);
  const document = parseDocument(plaintext, identity, paths.vault);
  const rolledBack = document.generation < recorded;
  if (rolledBack) sayRolledBack(session);
  return { metadata, opened: { document, identity, bytes, rolledBack } };
}

/** Such a vault still opens; whoever uses its values should know, by whichever way. */
function sayRolledBack(session: VaultSession): void {
  if (session.rollbackSaid) return;
  session.rollbackSaid = true;
  session.context.notice('warning: the vault is older than its last change: a previous copy was put back');
}

async function decrypt(
  session: VaultSession,
  metadata: VaultMetadata,
  bytes: Buffer,
): Promise<{ readonly plaintext: Buffer; readonly identity: X25519Identity }> {
  const remembered = session.identities !== undefined;
  const identities = await unlock(session, metadata);
  try {
    const { plaintext, identity } = decryptAge(bytes, { identities });
    // Only a passphrase opens a file without an identity, and none is given here.
    if (identity !== undefined) return { plaintext, identity };
    throw new AgeError('no_match', 'the file is not for this key');
  } catch (error) {
    if (!(error instanceof AgeError)) throw error;
    session.identities = undefined;
    // Another process may have given the vault a new key since this one was unlocked.
    if (remembered && error.fault === 'no_match') return decrypt(session, metadata, bytes);
    throw damaged(session.context.paths.vault, error);
  }
}

function damaged(path: string, error: AgeError): Error {
  const what = error.fault === 'no_match' ? 'cannot be opened with its key' : `is damaged: ${error.message}`;
  return secretsError('SECRETS_TAMPERED', `${path} ${what}.`, {
    hint: `The file is left as it is. Restore it from ${path}.bak or a backup.`,
  });
}
