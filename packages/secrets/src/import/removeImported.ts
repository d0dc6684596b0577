import { AimError } from '@aim/core';
import type { LegacyImport, LegacyImportRequest, SkippedSecret } from './LegacyImport.js';
import type { LegacySecret, LegacyStore } from './LegacyStore.js';

/** What came of one store. */
interface StoreOutcome extends Pick<LegacyImport, 'imported' | 'skipped'> {
  readonly secrets: readonly LegacySecret[];
}

/**
 * Takes secrets out of their older place: only those that went into the vault under all their names, and that a vault
 * unlocked anew gives back with the same value.
 *
 * @throws AimError of the vault and of `audit`; then nothing was removed.
 */
export async function removeImported(
  store: LegacyStore,
  { secrets, imported, skipped }: StoreOutcome,
  { openVault, audit }: Pick<LegacyImportRequest, 'openVault' | 'audit'>,
): Promise<Pick<LegacyImport, 'removed' | 'skipped'>> {
  const source = store.location;
  const left: SkippedSecret[] = [];
  const note = (name: string, reason: 'not_read_back' | 'not_removed', message: string): void =>
    void left.push({ legacy_name: name, source, reason, message });
  const stored = secrets.filter(({ name }) => skipped.every(({ legacy_name }) => legacy_name !== name));
  const { values } = await openVault().getMany(imported.map(({ name }) => name));
  const safe = stored.filter(({ name, value }) =>
    imported.filter(({ legacy_name }) => legacy_name === name).every((entry) => values[entry.name] === value),
  );
  for (const { name } of stored) {
    if (!safe.some((secret) => secret.name === name)) {
      note(name, 'not_read_back', 'The vault did not give it back; it stays where it was.');
    }
  }
  if (safe.length === 0) return { removed: [], skipped: left };
  const names = safe.map(({ name }) => name);
  await audit({
    type: 'secret_delete',
    message: `Remove ${names.join(', ')} from ${source}`,
    details: { secrets: names, source },
  });
  const removal = await removeFrom(store, safe);
  const gone = names.filter((name) => removal.gone.includes(name));
  for (const name of names) if (!gone.includes(name)) note(name, 'not_removed', removal.why);
  return { removed: gone.map((name) => ({ legacy_name: name, source })), skipped: left };
}

async function removeFrom(
  store: LegacyStore,
  secrets: readonly LegacySecret[],
): Promise<{ readonly gone: readonly string[]; readonly why: string }> {
  try {
    const why = 'It is in the vault, but could not be taken out of the older place.';
    return { gone: await store.remove(secrets), why };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { gone: [], why: `It is in the vault, but could not be taken out: ${error.message}` };
  }
}
