import { createHmac, timingSafeEqual } from 'node:crypto';
import { hkdf } from './age/hkdf.js';
import type { X25519Identity } from './age/x25519Keys.js';
import { secretsError } from './errors.js';
import { isJsonObject } from './jsonObject.js';
import { isSecretName } from './secretName.js';

/** One stored secret. Times are ISO 8601 in UTC. */
export interface StoredSecret {
  readonly value: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly description?: string;
}

/** What the vault file holds once decrypted and found authentic. */
export interface VaultDocument {
  /** Rises by one with every write. */
  readonly generation: number;
  readonly secrets: ReadonlyMap<string, StoredSecret>;
}

const format = 1;
const macInfo = 'aim-plus vault document v1';

/** The document's bytes, with a MAC under a key that only the identity's holder can derive. */
export function formatDocument(document: VaultDocument, identity: X25519Identity): Buffer {
  const content = canonical(document);
  return Buffer.from(`${JSON.stringify({ ...content, mac: macOf(content, identity) })}\n`);
}

/**
 * Parses and authenticates. Encryption alone proves nothing: the recipient is public, so anyone can encrypt to it.
 *
 * @throws AimError SECRETS_TAMPERED, or SECRETS_NEWER_FORMAT for a document of a later version.
 */
export function parseDocument(bytes: Uint8Array, identity: X25519Identity, path: string): VaultDocument {
  const json = parseJson(bytes);
  if (!isJsonObject(json)) throw tampered(path);
  const document = readDocument(json);
  const authentic = document !== undefined && sameMac(json['mac'], macOf(canonical(document), identity));
  if (authentic) return document;
  if (typeof json['format'] === 'number' && json['format'] > format) {
    throw secretsError('SECRETS_NEWER_FORMAT', `${path} was written by a newer version of this program.`, {
      hint: 'Update this program; the file is left as it is.',
    });
  }
  throw tampered(path);
}

function readDocument(json: Readonly<Record<string, unknown>>): VaultDocument | undefined {
  const { generation, secrets } = json;
  if (json['format'] !== format || !Number.isSafeInteger(generation) || !isJsonObject(secrets))
    return undefined;
  const read = new Map<string, StoredSecret>();
  for (const [name, entry] of Object.entries(secrets)) {
    const secret = readSecret(entry);
    if (secret === undefined || !isSecretName(name)) return undefined;
    read.set(name, secret);
  }
  return { generation: Number(generation), secrets: read };
}

function readSecret(entry: unknown): StoredSecret | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { value, created_at, updated_at, description } = entry;
  if (typeof value !== 'string' || typeof created_at !== 'string' || typeof updated_at !== 'string') {
    return undefined;
  }
  return { value, created_at, updated_at, ...(typeof description === 'string' && { description }) };
}

/** One spelling for each content: names sorted, fields in a fixed order. */
function canonical({ generation, secrets }: VaultDocument): Readonly<Record<string, unknown>> {
  const names = [...secrets.keys()].sort();
  const entries = names.map((name) => {
    const secret = secrets.get(name);
    return [
      name,
      {
        value: secret?.value,
        created_at: secret?.created_at,
        updated_at: secret?.updated_at,
        description: secret?.description,
      },
    ];
  });
  return { format, generation, secrets: Object.fromEntries(entries) };
}

function macOf(content: Readonly<Record<string, unknown>>, identity: X25519Identity): string {
  const key = hkdf(identity.secret, new Uint8Array(0), macInfo);
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('hex');
}

function sameMac(given: unknown, computed: string): boolean {
  if (typeof given !== 'string' || given.length !== computed.length) return false;
  const bytes = Buffer.from(given);
  return bytes.length === computed.length && timingSafeEqual(bytes, Buffer.from(computed));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function tampered(path: string): Error {
  return secretsError('SECRETS_TAMPERED', `${path} was not written by the holder of its key.`, {
    hint: `Restore it from ${path}.bak or a backup, and find out who replaced it.`,
  });
}
