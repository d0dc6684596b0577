import { AgeError } from '../age/AgeError.js';
import { parseIdentityFile } from '../age/identityFile.js';
import type { X25519Identity } from '../age/x25519Keys.js';
import { secretsError } from '../errors.js';

/** @throws AimError SECRETS_TAMPERED naming the place; what stands there is never shown. */
export function parseKeptIdentities(text: string, location: string): readonly X25519Identity[] {
  try {
    return parseIdentityFile(text);
  } catch (error) {
    if (!(error instanceof AgeError)) throw error;
    throw secretsError('SECRETS_TAMPERED', `The vault key in ${location} is damaged: ${error.message}.`, {
      hint: 'Restore it from a backup; the vault itself is left as it is.',
    });
  }
}
