import { rmSync } from 'node:fs';
import { formatIdentityFile } from '../age/identityFile.js';
import { secretsError } from '../errors.js';
import { readPrivateFile } from '../privateFile.js';
import type { VaultContext } from '../vaultContext.js';
import { writePrivateFile } from '../writePrivateFile.js';
import { parseKeptIdentities } from './parseKeptIdentities.js';
import type { Protector } from './protector.js';

/** Keeps the identity in a plain file (0600) that the `age` program reads too: `age -d -i vault-identity vault.age`. */
export function fileProtector({ paths, platform, clock, fs }: VaultContext): Protector {
  const path = paths.identity;
  return {
    kind: 'file',
    location: path,
    prepare: async () => undefined,
    find: async () => {
      const bytes = readPrivateFile(path, { platform, forbidden: 0o077 });
      return bytes && parseKeptIdentities(bytes.toString('utf8'), path);
    },
    store: async (identities) => {
      writePrivateFile(path, Buffer.from(formatIdentityFile(identities, clock())), fs);
    },
    remove: async () => rmSync(path, { force: true }),
    missing: () =>
      secretsError('SECRETS_LOCKED', `The vault key ${path} is missing.`, {
        hint: 'Put the key file back from a backup; without it nobody can open the vault.',
      }),
  };
}
