import { secretsError } from './errors.js';
import { isJsonObject } from './jsonObject.js';
import { protectorKinds, type ProtectorKind } from './protectors/protector.js';
import { isSecretName } from './secretName.js';

/** What is known of the vault without opening it. Not authenticated: nothing is encrypted on its word. */
export interface VaultRecord {
  readonly protector: ProtectorKind;
  /** Why that protector was chosen. */
  readonly reason: string;
  /** The age1… recipient the vault is encrypted to. */
  readonly recipient: string;
  /** Of the last vault written; 0 while there is none yet. */
  readonly generation: number;
  readonly created_at: string;
}

export interface SecretMetadata {
  readonly description: string;
  readonly created_at: string;
  /** Absent for an entry of the older Python tool, which kept the value elsewhere. */
  readonly updated_at?: string;
}

export interface VaultMetadata {
  readonly record?: VaultRecord;
  readonly secrets: ReadonlyMap<string, SecretMetadata>;
}

const format = 1;
// No secret can have this name. It looks like an entry of the older tool, which lists it and does no harm to it.
const recordKey = '$vault';
const recordDescription = 'AIM+ vault record, not a secret';

export function formatMetadata({ record, secrets }: VaultMetadata): Buffer {
  const head = record && { [recordKey]: { description: recordDescription, format, ...record } };
  const entries = [...secrets].sort(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.from(`${JSON.stringify({ ...head, ...Object.fromEntries(entries) }, null, 2)}\n`);
}

/**
 * Parses the metadata file; the older tool's `{NAME: {description, created_at}}` is a file without a record.
 *
 * @throws AimError SECRETS_TAMPERED when it is no such file, SECRETS_NEWER_FORMAT when a later version wrote it.
 */
export function parseMetadata(bytes: Uint8Array, path: string): VaultMetadata {
  const json = parseJson(bytes);
  if (!isJsonObject(json)) throw damaged(path);
  const secrets = new Map<string, SecretMetadata>();
  for (const [name, entry] of Object.entries(json)) {
    if (isSecretName(name) && isJsonObject(entry)) secrets.set(name, readEntry(entry));
  }
  return { secrets, ...(Object.hasOwn(json, recordKey) && { record: readRecord(json[recordKey], path) }) };
}

function readEntry({
  description,
  created_at,
  updated_at,
}: Readonly<Record<string, unknown>>): SecretMetadata {
  return {
    description: typeof description === 'string' ? description : '',
    created_at: typeof created_at === 'string' ? created_at : '',
    ...(typeof updated_at === 'string' && { updated_at }),
  };
}

function readRecord(json: unknown, path: string): VaultRecord {
  if (!isJsonObject(json)) throw damaged(path);
  const { reason, recipient, generation, created_at } = json;
  if (typeof json['format'] === 'number' && json['format'] > format) {
    throw secretsError('SECRETS_NEWER_FORMAT', `${path} was written by a newer version of this program.`, {
      hint: 'Update this program; the file is left as it is.',
    });
  }
  const protector = protectorKinds.find((kind) => kind === json['protector']);
  if (protector === undefined || typeof recipient !== 'string' || typeof generation !== 'number') {
    throw damaged(path);
  }
  return {
    protector,
    reason: typeof reason === 'string' ? reason : '',
    recipient,
    generation,
    created_at: typeof created_at === 'string' ? created_at : '',
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}

function damaged(path: string): Error {
  return secretsError('SECRETS_TAMPERED', `The vault metadata ${path} is damaged.`, {
    hint: 'Restore it from a backup or move it away: the vault can be opened without it.',
  });
}
