import { randomBytes } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { open, seal } from './aead.js';
import { hkdf } from './hkdf.js';

const nonceLength = 16;
const chunkLength = 64 * 1024;
const sealedChunkLength = chunkLength + 16;

/** Encrypts with the STREAM construction: a random nonce, then chunks of 64 KiB. */
export function sealPayload(fileKey: Uint8Array, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(nonceLength);
  const key = hkdf(fileKey, nonce, 'payload');
  const parts: Uint8Array[] = [nonce];
  let index = 0;
  let offset = 0;
  do {
    const chunk = plaintext.subarray(offset, offset + chunkLength);
    offset += chunkLength;
    parts.push(seal(key, chunkNonce(index++, offset >= plaintext.length), chunk));
  } while (offset < plaintext.length);
  return Buffer.concat(parts);
}

/**
 * Decrypts a payload as a whole: nothing is returned unless all of it is authentic.
 *
 * @throws AgeError `header` without a whole nonce, `payload` on any change, cut or trailing byte.
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer {
  if (payload.length < nonceLength) throw new AgeError('header', 'the payload nonce is missing');
  const key = hkdf(fileKey, payload.subarray(0, nonceLength), 'payload');
  const sealed = payload.subarray(nonceLength);
  const parts: Uint8Array[] = [];
  let index = 0;
  let offset = 0;
  do {
    const chunk = sealed.subarray(offset, offset + sealedChunkLength);
    offset += sealedChunkLength;
    const plaintext = open(key, chunkNonce(index, offset >= sealed.length), chunk);
    // Only an empty file may end in an empty chunk; elsewhere it would give one content two encodings.
    if (plaintext === undefined || (plaintext.length === 0 && index > 0)) {
      throw new AgeError('payload', 'the content was changed or cut');
    }
    parts.push(plaintext);
    index += 1;
  } while (offset < sealed.length);
  return Buffer.concat(parts);
}

function chunkNonce(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}
