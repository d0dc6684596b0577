import type { Vault } from '@aim/secrets';
import type { Settings } from './loadSettings.js';
import { openVaultOf } from './openVaultOf.js';

/** The vault for those who only look at it: nothing is asked, announced or recorded, and no value is taken out. */
export function openUnaskedVault(settings: Settings): Vault {
  return openVaultOf(settings, {
    audit: async () => undefined,
    passphrase: () => Promise.reject(new Error('a vault that is only looked at asks for nothing')),
    notice: () => undefined,
  });
}
