import type { AimError } from '@aim/core';
import { managerError } from './managerErrors.js';

/** `url` is shown as it is, so it must hold no credentials. */
export function networkError(url: string, why: string, cause?: unknown): AimError {
  return managerError('INSTALL_NETWORK', `Cannot read ${url}: ${why}.`, {
    hint: 'Check the connection, the proxy variables and the URL of the package index, then run the command again.',
    ...(cause !== undefined && { cause }),
  });
}
