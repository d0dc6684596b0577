import { AimError, type AuditSink } from '@aim/core';
import { checkSecretName } from '../secretName.js';
import { checkSecretValue } from '../secretValue.js';
import type { SecretInput, Vault } from '../vault.js';
import type { LegacySecret, LegacyStore } from './LegacyStore.js';
import type {
  ImportedSecret,
  LegacyImport,
  LegacyImportRequest,
  RemovedSecret,
  SkippedSecret,
  SkipReason,
} from './LegacyImport.js';
import { newNames, type EnvMap } from './newNames.js';
import { removeImported } from './removeImported.js';

/**
 * Stores in the vault what the older places hold. A secret the vault has with another value stays as it is there; the
 * older places stay as they are unless `removeLegacy` says otherwise. What cannot be read or stored is listed.
 *
 * @throws AimError of the vault and of `audit`; then nothing was removed.
 */
export async function importLegacy(request: LegacyImportRequest): Promise<LegacyImport> {
  const imported: ImportedSecret[] = [];
  const skipped: SkippedSecret[] = [];
  const removed: RemovedSecret[] = [];
  const vault = request.openVault();
  for (const store of request.stores) {
    const secrets = await readStore(store, request.audit, skipped);
    const outcome = await storeNew(store, secrets, { vault, envMap: request.envMap ?? {} });
    imported.push(...outcome.imported);
    skipped.push(...outcome.skipped);
    if (request.removeLegacy !== true) continue;
    const removal = await removeImported(store, { secrets, ...outcome }, request);
    removed.push(...removal.removed);
    skipped.push(...removal.skipped);
  }
  return { imported, skipped, removed };
}

async function readStore(
  store: LegacyStore,
  audit: AuditSink,
  skipped: SkippedSecret[],
): Promise<readonly LegacySecret[]> {
  const source = store.location;
  try {
    const { secrets, unreadable } = await store.read();
    skipped.push(...unreadable.map(({ name, ...why }) => ({ legacy_name: name, source, ...why })));
    if (secrets.length > 0) {
      const names = secrets.map(({ name }) => name);
      const message = `Read ${names.join(', ')} from ${source}`;
      await audit({ type: 'secret_access', message, details: { secrets: names, source } });
    }
    return secrets;
  } catch (error) {
    if (!(error instanceof AimError) || !unusable.includes(error.code)) throw error;
    // The vault's own hint, another protector, does not help here.
    const hint = error.code === 'SECRETS_KEYCHAIN_UNAVAILABLE' ? unlockHint : (error.hint ?? '');
    const message = `${error.message} ${hint}`.trim();
    skipped.push({ legacy_name: null, source, reason: 'unavailable', message });
    return [];
  }
}

const unlockHint = 'Unlock the keychain (log in to the desktop session) and try again.';
const unusable = ['SECRETS_KEYCHAIN_UNAVAILABLE', 'SECRETS_LEGACY_VAULT', 'SECRETS_POWERSHELL'];

interface Target {
  readonly vault: Vault;
  readonly envMap: EnvMap;
}

async function storeNew(
  { location: source }: LegacyStore,
  secrets: readonly LegacySecret[],
  { vault, envMap }: Target,
): Promise<Pick<LegacyImport, 'imported' | 'skipped'>> {
  const imported: ImportedSecret[] = [];
  const skipped: SkippedSecret[] = [];
  const wanted = secrets.flatMap(({ name: legacy_name, value }) =>
    newNames(legacy_name, envMap).map((name) => ({ name, value, legacy_name })),
  );
  const held = new Set(vault.list().flatMap(({ key, exists }) => (exists ? [key] : [])));
  const { values } = await vault.getMany(wanted.map(({ name }) => name).filter((name) => held.has(name)));
  const known = new Map(Object.entries(values));
  const fresh: SecretInput[] = [];
  for (const { name, value, legacy_name } of wanted) {
    const fault = faultOf(name, value);
    const kept = known.get(name);
    if (fault !== undefined) skipped.push({ legacy_name, source, ...fault });
    else if (kept === undefined) {
      fresh.push({ name, value });
      known.set(name, value);
      imported.push({ name, legacy_name, source, state: 'stored' });
    } else if (kept === value) imported.push({ name, legacy_name, source, state: 'already_there' });
    else skipped.push({ legacy_name, source, reason: 'differs', message: differs(name) });
  }
  await vault.importMany(fresh);
  return { imported, skipped };
}

function differs(name: string): string {
  return `The vault holds another value for ${name}. Delete it there first if the older one is right.`;
}

function faultOf(name: string, value: string): Pick<SkippedSecret, 'reason' | 'message'> | undefined {
  let reason: SkipReason = 'invalid_name';
  try {
    checkSecretName(name);
    reason = 'invalid_value';
    checkSecretValue(name, value);
    return undefined;
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { reason, message: `${error.message} ${error.hint ?? ''}`.trim() };
  }
}
