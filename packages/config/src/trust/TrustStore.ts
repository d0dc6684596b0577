import { posix, win32 } from 'node:path';
import type { ConfigFs } from '../ConfigFs.js';
import { configError } from '../errors.js';
import { isJsonObject } from '../JsonObject.js';
import { fileAt } from '../layers/fileAt.js';

/** Real path of a configuration file → digest of what was trusted. */
export type TrustStore = ReadonlyMap<string, string>;

/** Where the list of trusted files is kept. */
export function trustStoreFile(stateDir: string, platform: NodeJS.Platform): string {
  return (platform === 'win32' ? win32 : posix).join(stateDir, 'trusted-configs.json');
}

/**
 * Reads the list of trusted files; an absent one is empty.
 *
 * @throws AimError CONFIG_TRUST_STORE when it cannot be read or is damaged.
 */
export function readTrustStore(file: string, fs: ConfigFs): TrustStore {
  if (fileAt(file, fs) === undefined) return new Map();
  try {
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    const trusted = isJsonObject(content) ? content.trusted : undefined;
    if (!isJsonObject(trusted)) throw new Error('the list has another shape');
    const digests = Object.entries(trusted).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string' && /^[0-9a-f]{64}$/.test(entry[1]);
    });
    return new Map(digests);
  } catch (cause) {
    throw configError('CONFIG_TRUST_STORE', `${file} cannot be read`, {
      hint: 'Delete it, then run "aim config trust" for each file you trust.',
      cause,
    });
  }
}

/** The text of a list of trusted files. */
export function formatTrustStore(store: TrustStore): string {
  const entries = [...store].sort(([a], [b]) => (a < b ? -1 : 1));
  // `fromEntries` defines keys, so that a file called `__proto__` is only a key.
  return `${JSON.stringify({ version: 1, trusted: Object.fromEntries(entries) }, null, 2)}\n`;
}
