import type { Keychain } from '../../src/keychain.js';

export interface MemoryKeychain extends Keychain {
  readonly entries: Map<string, string>;
  /** A locked keychain hands out nothing and takes nothing, without saying why. */
  locked: boolean;
}

export function memoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();
  const keychain: MemoryKeychain = {
    entries,
    locked: false,
    probe: async () => (keychain.locked ? 'it refused: locked' : undefined),
    read: async (account) => (keychain.locked ? null : (entries.get(account) ?? null)),
    write: async (account, value) => {
      if (keychain.locked) throw new Error('locked');
      entries.set(account, value);
    },
  };
  return keychain;
}
