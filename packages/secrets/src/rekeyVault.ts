import { withLock } from '@aim/core';
import { generateIdentity, type X25519Identity } from './age/x25519Keys.js';
import { secretsError } from './errors.js';
import { chooseProtector, type ProtectorChoice } from './protectors/chooseProtector.js';
import { createProtector } from './protectors/createProtector.js';
import type { ProtectorKind } from './protectors/protector.js';
import { readVault, type VaultState } from './readVault.js';
import type { VaultContext } from './vaultContext.js';
import { formatMetadata } from './vaultMetadata.js';
import { protectorOf, readMetadata, recordedProtector, unlock, type VaultSession } from './vaultSession.js';
import { foreignEntries, sealVault, writeVault } from './writeVault.js';
import { writePrivateFile } from './writePrivateFile.js';

export interface RekeyRequest {
  /** What shall keep the key from now on; the present protector when absent. */
  readonly protector?: ProtectorKind | 'auto';
  /**
   * Whether the vault gets a new key; `true` when absent. A key that was in the keychain is always replaced when it
   * moves elsewhere, since the keychain's entry stays.
   */
  readonly newIdentity?: boolean;
}

export interface RekeyResult {
  readonly from: ProtectorKind;
  readonly protector: ProtectorKind;
  readonly recipient: string;
  readonly generation: number;
  readonly rolledBack: boolean;
}

/**
 * Moves the vault to another key or protector. Ended at any point, the vault opens: the new protector keeps both
 * keys until the vault is written, and the old one is given up last.
 *
 * @throws AimError SECRETS_NO_PROTECTOR when there is no vault, and what unlocking and writing report.
 */
export async function rekeyVault(session: VaultSession, request: RekeyRequest): Promise<RekeyResult> {
  const { context } = session;
  const { paths } = context;
  const before = readMetadata(context);
  await unlock(session, before);
  const present = recordedProtector(context, before);
  const choice = await chooseProtector(request.protector ?? present ?? 'auto', context);
  const target = createProtector(choice.kind, context);
  await target.prepare();
  return withLock(paths.lock, async () => {
    const state = await readVault(session);
    const from = recordedProtector(context, state.metadata);
    if (state.opened === undefined || from === undefined) throw nothingToRekey(paths.vault);
    const leavesKeychain = from === 'keychain' && choice.kind !== 'keychain';
    const renewed = (request.newIdentity ?? true) || leavesKeychain;
    const next = renewed ? generateIdentity() : state.opened.identity;
    const { recipient } = next;
    await context.audit({
      type: 'secret_set',
      message: `Vault key moves from ${from} to ${choice.kind}`,
      details: { action: 'rekey', from, protector: choice.kind, recipient },
    });
    await target.store([next, state.opened.identity]);
    const generation = rewrite(context, { ...state, opened: state.opened }, { next, choice });
    await target.store([next]);
    if (from !== choice.kind) await protectorOf(session, from).remove();
    session.protectors.clear();
    session.protectors.set(choice.kind, target);
    session.identities = [next];
    return { from, protector: choice.kind, recipient, generation, rolledBack: state.opened.rolledBack };
  });
}

/** Names the new protector in the metadata, then writes everything under the new key; returns the generation. */
function rewrite(
  context: VaultContext,
  { metadata, opened }: Required<VaultState>,
  { next, choice }: { readonly next: X25519Identity; readonly choice: ProtectorChoice },
): number {
  const record = {
    protector: choice.kind,
    reason: choice.reason,
    recipient: next.recipient,
    generation: Math.max(opened.document.generation, metadata.record?.generation ?? 0),
    created_at: metadata.record?.created_at ?? context.clock().toISOString(),
  };
  writePrivateFile(context.paths.metadata, formatMetadata({ ...metadata, record }), context.fs);
  const generation = record.generation + 1;
  writeVault(context, {
    document: { ...opened.document, generation },
    identity: next,
    record,
    foreign: foreignEntries(metadata),
    // The old backup needs the old key; the same content under the new one takes its place.
    backup: sealVault(opened.document, next),
  });
  return generation;
}

function nothingToRekey(path: string): Error {
  return secretsError('SECRETS_NO_PROTECTOR', `There is no vault at ${path} yet.`, {
    hint: 'Store a first secret: aim secrets set NAME',
  });
}
