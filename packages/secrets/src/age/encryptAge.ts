import { randomBytes } from 'node:crypto';
import { fileKeyLength } from './fileKeyWrap.js';
import { formatHeader } from './header.js';
import { sealPayload } from './payload.js';
import { wrapForPassphrase } from './scrypt.js';
import { wrapForRecipient } from './x25519.js';

/** Whom a file is for: the holders of age1… recipients, or whoever knows a passphrase. */
export type AgeTarget =
  | { readonly recipients: readonly string[] }
  | {
      readonly passphrase: string;
      /** log2 of scrypt's N, 1 to 20. */
      readonly workFactor: number;
    };

/**
 * Encrypts into the binary age v1 format.
 *
 * @throws AgeError `key` when a recipient is not an age1… string.
 */
export function encryptAge(plaintext: Uint8Array, target: AgeTarget): Buffer {
  const fileKey = randomBytes(fileKeyLength);
  const stanzas =
    'passphrase' in target
      ? [wrapForPassphrase(target.passphrase, fileKey, target.workFactor)]
      : target.recipients.map((recipient) => wrapForRecipient(recipient, fileKey));
  return Buffer.concat([Buffer.from(formatHeader(stanzas, fileKey)), sealPayload(fileKey, plaintext)]);
}
