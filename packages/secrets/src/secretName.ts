import { steersPrograms } from '@aim/core';
import { secretsError } from './errors.js';

const maxLength = 256;

/** Whether the text has the form of an environment variable name. */
export function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= maxLength && name !== '__proto__';
}

/**
 * Accepts what may be stored: an environment variable name that no program takes orders from. Case does not
 * matter for the latter, as it does not on Windows.
 *
 * @throws AimError SECRETS_INVALID_NAME.
 */
export function checkSecretName(name: string): void {
  const shown = JSON.stringify(name.slice(0, 80));
  if (!isSecretName(name)) {
    throw secretsError('SECRETS_INVALID_NAME', `${shown} is not a valid secret name.`, {
      hint: `Use letters, digits and underscores, not beginning with a digit, at most ${maxLength} characters.`,
    });
  }
  if (steersPrograms(name)) {
    throw secretsError('SECRETS_INVALID_NAME', `${shown} cannot be a secret: programs take orders from it.`, {
      hint: 'Choose the name of the variable that holds the key, such as OPENAI_API_KEY.',
    });
  }
}
