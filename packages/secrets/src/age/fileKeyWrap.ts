import { open, seal } from './aead.js';

/** Bytes of a file key. */
export const fileKeyLength = 16;

const sealedLength = fileKeyLength + 16;
const zeroNonce = new Uint8Array(12);

/** Encrypts a file key under a key used for nothing else, hence the constant nonce. */
export function wrapFileKey(wrappingKey: Uint8Array, fileKey: Uint8Array): Buffer {
  return seal(wrappingKey, zeroNonce, fileKey);
}

/** The file key, or `undefined` when it was wrapped under another key. */
export function unwrapFileKey(wrappingKey: Uint8Array, body: Uint8Array): Buffer | undefined {
  return open(wrappingKey, zeroNonce, body);
}

/** Whether a stanza's body has the one length a wrapped file key can have. */
export function hasWrappedKeyLength(body: Uint8Array): boolean {
  return body.length === sealedLength;
}
