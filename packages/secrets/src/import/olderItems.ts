import { keychainService } from '../keychainProcess.js';

/** The service under which the older Python program kept its items: the same as ours. */
export const olderService = keychainService;

/** Whether an item of the service is a secret of the older program, not the vault's key or a canary of our own. */
export function isOlderItem(name: string): boolean {
  return name !== '' && name !== 'vault-identity' && !/^canary-[0-9a-f]{12}$/.test(name);
}
