import { secretsError } from '../errors.js';
import { isJsonObject } from '../jsonObject.js';

/** What DPAPI itself puts at the beginning of everything it protects: version and provider, in base64. */
const blobStart = 'AQAAANCMnd8BFdERjHoAwE/Cl+s';

/** Whether a parsed JSON document is a vault of AI_MANGER with something in it. */
export function isDpapiVault(document: unknown): boolean {
  if (!isJsonObject(document)) return false;
  const values = Object.values(document);
  return values.length > 0 && values.every((value) => typeof value === 'string' && isDpapiBlob(value));
}

export function isDpapiBlob(text: string): boolean {
  return text.startsWith(blobStart) && /^[A-Za-z0-9+/]+=*$/.test(text);
}

/**
 * The protected values of an AI_MANGER vault, `{name: base64}`, by name.
 *
 * @throws AimError SECRETS_LEGACY_VAULT, which repeats nothing of the file.
 */
export function parseDpapiVault(bytes: Uint8Array, path: string): ReadonlyMap<string, string> {
  let document: unknown;
  try {
    document = JSON.parse(decode(bytes));
  } catch {
    throw noVault(path, 'is not valid JSON');
  }
  if (!isJsonObject(document)) throw noVault(path, 'is not a JSON object of names and protected values');
  const entries = Object.entries(document);
  for (const [name, value] of entries) {
    if (typeof value !== 'string')
      throw noVault(path, `has a value under ${JSON.stringify(name)} that is not a text`);
  }
  return new Map(entries as [string, string][]);
}

/** Windows PowerShell writes UTF-8 with a mark, or UTF-16. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes).trim();
}

function noVault(path: string, problem: string): Error {
  return secretsError('SECRETS_LEGACY_VAULT', `${path} ${problem}.`, {
    hint: 'Name the vault.json of AI_MANGER. A .env file or plain JSON goes in with "aim secrets import FILE".',
  });
}
