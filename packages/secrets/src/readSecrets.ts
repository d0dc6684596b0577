import { readVault } from './readVault.js';
import { secretNotFound } from './secretNotFound.js';
import type { SecretValue, SecretValues } from './vault.js';
import type { VaultSession } from './vaultSession.js';

/** @throws AimError SECRETS_NOT_FOUND. */
export async function readSecret(session: VaultSession, name: string): Promise<SecretValue> {
  const { values, rolledBack } = await readSecrets(session, [name]);
  const value = values[name];
  if (value === undefined) throw secretNotFound(session, name);
  return { value, rolledBack };
}

export async function readSecrets(session: VaultSession, names: readonly string[]): Promise<SecretValues> {
  return release(session, names);
}

export async function readAllSecrets(session: VaultSession): Promise<SecretValues> {
  return release(session, undefined);
}

/** The one place where values leave the vault; the record of it comes first. */
async function release(session: VaultSession, wanted: readonly string[] | undefined): Promise<SecretValues> {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  // Asking for nothing must not unlock anything.
  if (wanted?.length === 0) return { values, missing: [], rolledBack: false };
  const { opened } = await readVault(session);
  const secrets = opened?.document.secrets ?? new Map<string, never>();
  const names = [...new Set(wanted ?? [...secrets.keys()].sort())];
  const found = names.filter((name) => secrets.has(name));
  if (found.length > 0) {
    await session.context.audit({
      type: 'secret_access',
      message: `Release ${found.join(', ')}`,
      details: { secrets: found },
    });
  }
  for (const name of found) values[name] = secrets.get(name)?.value ?? '';
  const missing = names.filter((name) => !secrets.has(name));
  return { values, missing, rolledBack: opened?.rolledBack ?? false };
}
