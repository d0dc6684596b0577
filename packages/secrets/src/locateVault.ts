import type { VaultLocation } from './vault.js';
import { protectorOf, readMetadata, recordedProtector, type VaultSession } from './vaultSession.js';

/** Where vault and key are and why; unlocks nothing. */
export function locateVault(session: VaultSession): VaultLocation {
  const { context } = session;
  const metadata = readMetadata(context);
  const protector = recordedProtector(context, metadata);
  const reason = metadata.record?.reason ?? 'found beside the vault';
  return {
    protector: protector ?? null,
    reason: protector === undefined ? 'nothing is stored yet' : reason,
    vaultPath: context.paths.vault,
    metadataPath: context.paths.metadata,
    keyLocation: protector === undefined ? null : protectorOf(session, protector).location,
    recipient: metadata.record?.recipient ?? null,
  };
}
