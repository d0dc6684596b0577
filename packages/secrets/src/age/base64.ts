import { AgeError } from './AgeError.js';

/** Base64 without padding, as age headers use it. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

/**
 * Decodes unpadded base64, accepting only the one canonical spelling of each byte string.
 *
 * @throws AgeError `header` on any other character, padding, or stray trailing bits.
 */
export function decodeBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  // Node's decoder skips what it does not know; encoding again shows whether it did.
  if (encodeBase64(bytes) !== text) throw new AgeError('header', 'base64 is not canonical');
  return bytes;
}
