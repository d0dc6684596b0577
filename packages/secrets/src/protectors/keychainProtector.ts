import type { X25519Identity } from '../age/x25519Keys.js';
import { secretsError } from '../errors.js';
import { keychainService } from '../keychainProcess.js';
import type { VaultContext } from '../vaultContext.js';
import { parseKeptIdentities } from './parseKeptIdentities.js';
import type { Protector } from './protector.js';

const account = 'vault-identity';
const location = `OS keychain (service ${keychainService}, account ${account})`;

/**
 * Keeps the identity in the OS keychain. There is one entry for all vaults of a user, so that identities are added
 * in front and never taken away: another vault may still need them.
 */
export function keychainProtector({ keychain }: VaultContext): Protector {
  const find = async (): Promise<readonly X25519Identity[] | undefined> => {
    const text = await keychain.read(account);
    return text === null ? undefined : parseKeptIdentities(text, location);
  };
  return {
    kind: 'keychain',
    location,
    prepare: async () => undefined,
    find,
    store: async (identities) => {
      const kept = (await find()) ?? [];
      const lines = new Set([...identities, ...kept].map(({ identity }) => identity));
      await keychain.write(account, [...lines].join('\n'));
    },
    remove: async () => undefined,
    missing: () =>
      secretsError('SECRETS_LOCKED', `The ${location} does not hand out the vault key: it is locked.`, {
        hint: 'Unlock the keychain (log in to the desktop session, or open its settings) and try again.',
      }),
  };
}
