import { AgeError } from './AgeError.js';
import { decodeArmor, isArmored } from './armor.js';
import { fileKeyLength } from './fileKeyWrap.js';
import { parseHeader, verifyHeader } from './header.js';
import { openPayload } from './payload.js';
import { checkPassphraseStands, unwrapWithPassphrase } from './scrypt.js';
import { unwrapWithIdentity } from './x25519.js';
import type { X25519Identity } from './x25519Keys.js';

/** What opens a file: key pairs (the first that fits is used) or a passphrase. */
export type AgeOpener = { readonly identities: readonly X25519Identity[] } | { readonly passphrase: string };

export interface DecryptedAge {
  readonly plaintext: Buffer;
  /** The identity that opened the file; absent for a passphrase. */
  readonly identity?: X25519Identity;
}

/**
 * Decrypts a whole age v1 file, binary or armored.
 *
 * @throws AgeError `no_match` when the file is not for this opener, another fault when it is malformed or changed.
 */
export function decryptAge(file: Uint8Array, opener: AgeOpener): DecryptedAge {
  const binary = isArmored(file) ? decodeArmor(file) : file;
  const header = parseHeader(binary);
  checkPassphraseStands(header.stanzas);
  const payload = binary.subarray(header.length);
  const finish = (fileKey: Buffer): Buffer => {
    if (fileKey.length !== fileKeyLength) throw new AgeError('header', 'wrong file key length');
    verifyHeader(header, fileKey);
    return openPayload(fileKey, payload);
  };
  if ('passphrase' in opener) {
    const fileKey = unwrapWithPassphrase(opener.passphrase, header.stanzas);
    if (fileKey !== undefined) return { plaintext: finish(fileKey) };
  } else {
    for (const identity of opener.identities) {
      const fileKey = unwrapWithIdentity(identity, header.stanzas);
      if (fileKey !== undefined) return { plaintext: finish(fileKey), identity };
    }
  }
  throw new AgeError('no_match', 'the file is not for this key');
}
