import { checkSecretName } from './secretName.js';
import { checkSecretValue } from './secretValue.js';
import { updateVault, type VaultDraft } from './updateVault.js';
import type { ImportResult, SecretInput } from './vault.js';
import { shortValueWarnings } from './shortValueWarnings.js';
import { readMetadata, type VaultSession } from './vaultSession.js';

/**
 * Stores all entries in one write; of two with one name, the later counts. Nothing is written if one is invalid. What
 * is too short to be masked well is stored with a warning.
 */
export async function storeSecrets(
  session: VaultSession,
  entries: readonly SecretInput[],
): Promise<ImportResult> {
  for (const { name, value } of entries) {
    checkSecretName(name);
    checkSecretValue(name, value);
  }
  const { audit, clock } = session.context;
  if (entries.length === 0) {
    const generation = readMetadata(session.context).record?.generation ?? 0;
    return { generation, rolledBack: false, created: [], updated: [] };
  }
  const names = [...new Set(entries.map(({ name }) => name))];
  const created: string[] = [];
  const updated: string[] = [];
  const update = await updateVault(session, async (draft) => {
    for (const name of names) (draft.secrets.has(name) ? updated : created).push(name);
    const now = clock().toISOString();
    for (const entry of entries) put(draft, entry, now);
    // On record before it is written: without a record, nothing happens.
    await audit({
      type: 'secret_set',
      message: `Store ${names.join(', ')}`,
      details: { secrets: names, created, updated },
    });
  });
  for (const warning of shortValueWarnings(entries)) session.context.notice(warning);
  return { ...update, created, updated };
}

function put({ secrets, foreign }: VaultDraft, { name, value, description }: SecretInput, now: string): void {
  const known = secrets.get(name) ?? foreign.get(name);
  const words = description ?? known?.description;
  secrets.set(name, {
    value,
    created_at: known?.created_at || now,
    updated_at: now,
    ...(words !== undefined && words !== '' && { description: words }),
  });
  foreign.delete(name);
}
