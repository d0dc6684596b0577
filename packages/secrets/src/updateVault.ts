import { withLock } from '@aim/core';
import { generateIdentity, type X25519Identity } from './age/x25519Keys.js';
import { chooseProtector, type ProtectorChoice } from './protectors/chooseProtector.js';
import { readVault, type VaultState } from './readVault.js';
import type { StoredSecret } from './vaultDocument.js';
import { formatMetadata, type SecretMetadata, type VaultRecord } from './vaultMetadata.js';
import { protectorOf, readMetadata, recordedProtector, unlock, type VaultSession } from './vaultSession.js';
import { foreignEntries, writeVault } from './writeVault.js';
import { writePrivateFile } from './writePrivateFile.js';

/** What a change may edit before it is written. */
export interface VaultDraft {
  readonly secrets: Map<string, StoredSecret>;
  /** Entries of an older tool, kept in the metadata only. */
  readonly foreign: Map<string, SecretMetadata>;
}

/** Facts of a finished write. */
export interface VaultUpdate {
  readonly generation: number;
  /** The vault that was changed was older than its metadata says. */
  readonly rolledBack: boolean;
}

interface Key {
  readonly identity: X25519Identity;
  readonly record: VaultRecord;
}

/**
 * One read-modify-write under the lock, creating key and vault at the first one. Nothing is written when `change`
 * rejects. Prompts and the keychain's canary come before the lock is taken.
 */
export async function updateVault(
  session: VaultSession,
  change: (draft: VaultDraft) => void | Promise<void>,
): Promise<VaultUpdate> {
  const { context } = session;
  const choice = await prepare(session);
  return withLock(context.paths.lock, async () => {
    const state = await readVault(session);
    const { metadata, opened } = state;
    const draft = {
      secrets: new Map(opened?.document.secrets),
      foreign: new Map(foreignEntries(metadata)),
    };
    await change(draft);
    const { identity, record } = await currentKey(session, state, choice);
    const generation = Math.max(opened?.document.generation ?? 0, metadata.record?.generation ?? 0) + 1;
    writeVault(context, {
      document: { generation, secrets: draft.secrets },
      identity,
      record,
      foreign: draft.foreign,
      ...(opened && { backup: opened.bytes }),
    });
    return { generation, rolledBack: opened?.rolledBack ?? false };
  });
}

async function prepare(session: VaultSession): Promise<ProtectorChoice | undefined> {
  const { context } = session;
  const metadata = readMetadata(context);
  if (recordedProtector(context, metadata) !== undefined) {
    await unlock(session, metadata);
    return undefined;
  }
  const choice = await chooseProtector(context.wanted, context);
  await protectorOf(session, choice.kind).prepare();
  return choice;
}

async function currentKey(
  session: VaultSession,
  { metadata, opened }: VaultState,
  choice: ProtectorChoice | undefined,
): Promise<Key> {
  const { context } = session;
  const kept = metadata.record;
  const kind = recordedProtector(context, metadata);
  if (kind === undefined) return createKey(session, choice);
  const [first] = await unlock(session, metadata);
  const identity = opened?.identity ?? first;
  if (identity === undefined) throw protectorOf(session, kind).missing();
  const record = {
    protector: kind,
    reason: kept?.reason ?? 'found beside the vault',
    recipient: identity.recipient,
    generation: kept?.generation ?? 0,
    created_at: kept?.created_at ?? context.clock().toISOString(),
  };
  return { identity, record };
}

/** Makes the key known to its protector and the protector known to the metadata, before anything is encrypted to it. */
async function createKey(session: VaultSession, choice: ProtectorChoice | undefined): Promise<Key> {
  const { context } = session;
  const { kind, reason } = choice ?? (await chooseProtector(context.wanted, context));
  const protector = protectorOf(session, kind);
  const found = await protector.find();
  const identity = found?.[0] ?? generateIdentity();
  if (found === undefined) await protector.store([identity]);
  session.identities = found ?? [identity];
  const record = {
    protector: kind,
    reason,
    recipient: identity.recipient,
    generation: 0,
    created_at: context.clock().toISOString(),
  };
  const { secrets } = readMetadata(context);
  writePrivateFile(context.paths.metadata, formatMetadata({ record, secrets }), context.fs);
  return { identity, record };
}
