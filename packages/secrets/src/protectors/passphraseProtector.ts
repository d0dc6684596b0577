import { rmSync } from 'node:fs';
import { AgeError } from '../age/AgeError.js';
import { decryptAge } from '../age/decryptAge.js';
import { encryptAge } from '../age/encryptAge.js';
import { formatIdentityFile } from '../age/identityFile.js';
import { secretsError } from '../errors.js';
import { readPrivateFile } from '../privateFile.js';
import type { PassphrasePurpose, VaultContext } from '../vaultContext.js';
import { writePrivateFile } from '../writePrivateFile.js';
import { parseKeptIdentities } from './parseKeptIdentities.js';
import type { Protector } from './protector.js';

/** Keeps the identity in a file encrypted with a passphrase (age's own scrypt recipient). */
export function passphraseProtector(context: VaultContext): Protector {
  const { paths, platform, clock, fs, workFactor } = context;
  const path = paths.encryptedIdentity;
  let known: string | undefined;
  const passphrase = async (purpose: PassphrasePurpose): Promise<string> => {
    known ??= await askPassphrase(context, purpose);
    return known;
  };
  return {
    kind: 'passphrase',
    location: path,
    prepare: async () => void (await passphrase('create')),
    find: async () => {
      const bytes = readPrivateFile(path, { platform, forbidden: 0o077 });
      if (bytes === undefined) return undefined;
      try {
        return parseKeptIdentities(decryptIdentity(bytes, await passphrase('unlock'), path), path);
      } catch (error) {
        known = undefined;
        throw error;
      }
    },
    store: async (identities) => {
      const target = { passphrase: await passphrase('create'), workFactor };
      writePrivateFile(path, encryptAge(Buffer.from(formatIdentityFile(identities, clock())), target), fs);
    },
    remove: async () => rmSync(path, { force: true }),
    missing: () =>
      secretsError('SECRETS_LOCKED', `The encrypted vault key ${path} is missing.`, {
        hint: 'Put it back from a backup; without it the passphrase opens nothing.',
      }),
  };
}

async function askPassphrase(
  { passphrase, paths }: VaultContext,
  purpose: PassphrasePurpose,
): Promise<string> {
  const given = await passphrase?.(purpose);
  if (given) return given;
  throw secretsError('SECRETS_LOCKED', `The vault ${paths.vault} needs a passphrase and none was given.`, {
    hint: 'Set AIM_PASSPHRASE, or run the command in a terminal that can ask for it.',
  });
}

function decryptIdentity(bytes: Uint8Array, passphrase: string, path: string): string {
  try {
    return decryptAge(bytes, { passphrase }).plaintext.toString('utf8');
  } catch (error) {
    if (!(error instanceof AgeError)) throw error;
    if (error.fault === 'no_match') {
      throw secretsError('SECRETS_WRONG_PASSPHRASE', `The passphrase does not open ${path}.`, {
        hint: 'Check the passphrase (AIM_PASSPHRASE, if it is set) and try again.',
      });
    }
    throw secretsError('SECRETS_TAMPERED', `The encrypted vault key ${path} is damaged: ${error.message}.`, {
      hint: 'Restore it from a backup; the vault itself is left as it is.',
    });
  }
}
