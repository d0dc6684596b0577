import { updateVault } from './updateVault.js';
import { readMetadata, recordedProtector, type VaultSession } from './vaultSession.js';

/** Makes an empty vault and the key that opens it. Whether it did: one that is there is left as it is. */
export async function createVault(session: VaultSession): Promise<boolean> {
  const { context } = session;
  if (recordedProtector(context, readMetadata(context)) !== undefined) return false;
  await updateVault(session, () => undefined);
  return true;
}
