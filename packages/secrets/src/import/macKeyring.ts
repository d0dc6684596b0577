import type { KeychainCall } from '../keychainProcess.js';
import type { LegacySecret, LegacyStore } from './LegacyStore.js';
import { isOlderItem } from './olderItems.js';

/** Makes calls on the keychain. @throws AimError SECRETS_KEYCHAIN_UNAVAILABLE. */
export type KeychainCalls = (calls: readonly KeychainCall[]) => Promise<readonly unknown[]>;

/** The generic passwords of macOS, one for each secret, with its name as account. */
export function macKeyring(call: KeychainCalls): LegacyStore {
  const find = async (): Promise<readonly LegacySecret[]> => {
    const [found] = await call([{ op: 'find' }]);
    return [found]
      .flat()
      .filter(isEntry)
      .filter(({ account }) => isOlderItem(account))
      .map(({ account, password }) => ({ name: account, value: password }));
  };
  return {
    location: 'macOS Keychain',
    read: async () => ({ secrets: await find(), unreadable: [] }),
    remove: async (secrets) => {
      const gone = (await find()).filter(({ name, value }) =>
        secrets.some((wanted) => wanted.name === name && wanted.value === value),
      );
      if (gone.length === 0) return [];
      const results = await call(gone.map(({ name }) => ({ op: 'delete', account: name })));
      return gone.map(({ name }) => name).filter((_name, index) => results[index] === true);
    },
  };
}

function isEntry(value: unknown): value is { readonly account: string; readonly password: string } {
  const entry = value as Readonly<Record<string, unknown>> | null;
  return typeof entry?.account === 'string' && typeof entry.password === 'string';
}
