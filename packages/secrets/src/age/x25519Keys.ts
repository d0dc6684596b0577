import { createPrivateKey, createPublicKey, diffieHellman, randomBytes, type KeyObject } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { decodeBech32, encodeBech32 } from './bech32.js';

/** A key pair: `identity` is AGE-SECRET-KEY-1…, `recipient` is age1…. */
export interface X25519Identity {
  readonly identity: string;
  readonly recipient: string;
  readonly secret: Uint8Array;
  readonly point: Uint8Array;
}

const recipientPrefix = 'age';
const identityPrefix = 'age-secret-key-';
const keyLength = 32;
// The fixed parts of the DER encodings of an X25519 private key (PKCS #8) and public key (SPKI), RFC 8410.
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

export function generateIdentity(): X25519Identity {
  return identityOf(randomBytes(keyLength));
}

/** @throws AgeError `key` when the text is not an AGE-SECRET-KEY-1 string. */
export function parseIdentity(text: string): X25519Identity {
  if (text !== text.toUpperCase()) throw new AgeError('key', 'an age identity is written in upper case');
  return identityOf(decodeKey(identityPrefix, text));
}

/** The public point of an age1… string. @throws AgeError `key` when it is not one. */
export function parseRecipient(text: string): Uint8Array {
  if (text !== text.toLowerCase()) throw new AgeError('key', 'an age recipient is written in lower case');
  return decodeKey(recipientPrefix, text);
}

/** @throws AgeError `header` when the other side's point is of low order, so that the secret would be zero. */
export function sharedSecret(secret: Uint8Array, point: Uint8Array): Buffer {
  const publicKey = createPublicKey({ key: Buffer.concat([publicHead, point]), format: 'der', type: 'spki' });
  try {
    const shared = diffieHellman({ privateKey: privateKeyOf(secret), publicKey });
    if (shared.some((byte) => byte !== 0)) return shared;
  } catch {
    // OpenSSL reports the all-zero secret as an error of its own.
  }
  throw new AgeError('header', 'X25519 share of low order');
}

/** The public point of a secret scalar. */
export function publicPoint(secret: Uint8Array): Buffer {
  const spki = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return spki.subarray(publicHead.length);
}

function identityOf(secret: Uint8Array): X25519Identity {
  const point = publicPoint(secret);
  return {
    identity: encodeBech32(identityPrefix, secret).toUpperCase(),
    recipient: encodeBech32(recipientPrefix, point),
    secret,
    point,
  };
}

function decodeKey(prefix: string, text: string): Uint8Array {
  const bytes = decodeBech32(prefix, text);
  if (bytes.length !== keyLength) throw new AgeError('key', 'wrong key length');
  return bytes;
}

function privateKeyOf(secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([privateHead, secret]), format: 'der', type: 'pkcs8' });
}
