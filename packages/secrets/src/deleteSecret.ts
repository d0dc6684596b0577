import { secretNotFound } from './secretNotFound.js';
import { updateVault, type VaultUpdate } from './updateVault.js';
import { readVault } from './readVault.js';
import type { VaultSession } from './vaultSession.js';

/** @throws AimError SECRETS_NOT_FOUND when neither the vault nor the metadata knows the name. */
export async function deleteSecret(session: VaultSession, name: string): Promise<VaultUpdate> {
  const { opened, metadata } = await readVault(session);
  // Looked up before anything is created: deleting from nothing must not make a vault.
  if (!opened?.document.secrets.has(name) && !metadata.secrets.has(name)) throw secretNotFound(session, name);
  return updateVault(session, async ({ secrets, foreign }) => {
    if (!secrets.has(name) && !foreign.has(name)) throw secretNotFound(session, name);
    secrets.delete(name);
    foreign.delete(name);
    await session.context.audit({
      type: 'secret_delete',
      message: `Delete ${name}`,
      details: { secrets: [name] },
    });
  });
}
