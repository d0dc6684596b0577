import { createCipheriv, createDecipheriv } from 'node:crypto';

const cipher = 'chacha20-poly1305';
const tagLength = 16;

/** ChaCha20-Poly1305; the result is the ciphertext followed by its 16-byte tag. The nonce has 12 bytes. */
export function seal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Buffer {
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagLength });
  return Buffer.concat([sealing.update(plaintext), sealing.final(), sealing.getAuthTag()]);
}

/** The plaintext, or `undefined` when the tag does not match. */
export function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < tagLength) return undefined;
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength });
  opening.setAuthTag(sealed.subarray(-tagLength));
  const plaintext = opening.update(sealed.subarray(0, -tagLength));
  try {
    opening.final();
  } catch {
    return undefined;
  }
  return plaintext;
}
