import { secretsError } from './errors.js';

export function keychainUnavailable(reason: string): Error {
  return secretsError('SECRETS_KEYCHAIN_UNAVAILABLE', `The OS keychain cannot be used: ${reason}.`, {
    hint: 'Unlock the keychain (log in to the desktop session), or use a passphrase or key file as protector.',
    details: { reason },
  });
}
