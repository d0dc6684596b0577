import { existsSync } from 'node:fs';
import type { X25519Identity } from './age/x25519Keys.js';
import { secretsError } from './errors.js';
import { readPrivateFile } from './privateFile.js';
import { createProtector } from './protectors/createProtector.js';
import type { Protector, ProtectorKind } from './protectors/protector.js';
import type { VaultContext } from './vaultContext.js';
import { parseMetadata, type VaultMetadata } from './vaultMetadata.js';

/** What one open vault remembers between operations: the unlocked identities and what was said, nothing else. */
export interface VaultSession {
  readonly context: VaultContext;
  readonly protectors: Map<ProtectorKind, Protector>;
  identities: readonly X25519Identity[] | undefined;
  /** The user has heard that this vault is an older copy. */
  rollbackSaid: boolean;
}

export function createSession(context: VaultContext): VaultSession {
  return { context, protectors: new Map(), identities: undefined, rollbackSaid: false };
}

/** The protector of that kind, with the passphrase it may already know. */
export function protectorOf({ context, protectors }: VaultSession, kind: ProtectorKind): Protector {
  const known = protectors.get(kind) ?? createProtector(kind, context);
  protectors.set(kind, known);
  return known;
}

export function readMetadata({ paths, platform }: VaultContext): VaultMetadata {
  // Others may read it, but whoever can change it decides where the key is looked for.
  const bytes = readPrivateFile(paths.metadata, { platform, forbidden: 0o022 });
  return bytes === undefined ? { secrets: new Map() } : parseMetadata(bytes, paths.metadata);
}

/** The protector on record; for a vault whose metadata was lost, the one whose traces are there. */
export function recordedProtector(
  { paths }: VaultContext,
  { record }: VaultMetadata,
): ProtectorKind | undefined {
  if (record !== undefined) return record.protector;
  if (!existsSync(paths.vault)) return undefined;
  if (existsSync(paths.identity)) return 'file';
  return existsSync(paths.encryptedIdentity) ? 'passphrase' : 'keychain';
}

/**
 * The identities of an existing vault.
 *
 * @throws AimError SECRETS_LOCKED and whatever the protector reports; SECRETS_NO_PROTECTOR when nothing is on record.
 */
export async function unlock(
  session: VaultSession,
  metadata: VaultMetadata,
): Promise<readonly X25519Identity[]> {
  if (session.identities !== undefined) return session.identities;
  const { context } = session;
  const kind = recordedProtector(context, metadata);
  if (kind === undefined) {
    throw secretsError('SECRETS_NO_PROTECTOR', `There is no vault at ${context.paths.vault} yet.`, {
      hint: 'Store a first secret: aim secrets set NAME',
    });
  }
  if (context.wanted !== 'auto' && context.wanted !== kind) {
    context.notice(
      `the vault key is kept by the protector "${kind}", not "${context.wanted}"; "aim secrets rekey" moves it`,
    );
  }
  const protector = protectorOf(session, kind);
  const identities = await protector.find();
  if (identities === undefined) throw protector.missing();
  session.identities = identities;
  return identities;
}
