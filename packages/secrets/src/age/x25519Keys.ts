import { createPrivateKey, createPublicKey, diffieHellman, randomBytes, type KeyObject } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { decodeBech32, encodeBech32 } from './bech32.js';

/** A key pair: `identity` is AGE-SECRET-KEY-1…, `recipient` is age1…. */
export interface X25519Identity {
  readonly identity: string;
  readonly recipient: string;
  readonly secret: Uint8Array;
  readonly point: Uint8Array;
  readonly privateKey: KeyObject;
}

const recipientPrefix = 'age';
const identityPrefix = 'age-secret-key-';
const keyLength = 32;
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
export function sharedSecret(privateKey: KeyObject, point: Uint8Array): Buffer {
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: base64Url(point) },
    format: 'jwk',
  });
  try {
    const shared = diffieHellman({ privateKey, publicKey });
    if (shared.some((byte) => byte !== 0)) return shared;
  } catch {
    // OpenSSL reports the all-zero secret as an error of its own.
  }
  throw new AgeError('header', 'X25519 share of low order');
}

/** The key object of a secret scalar of 32 bytes. */
export function privateKeyOf(secret: Uint8Array): KeyObject {
  // JWK is several times faster than DER. Node demands `x` and takes the key from `d` alone.
  const x = base64Url(new Uint8Array(keyLength));
  return createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', d: base64Url(secret), x }, format: 'jwk' });
}

/** The public point of a private key. */
export function publicPoint(privateKey: KeyObject): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
}

function identityOf(secret: Uint8Array): X25519Identity {
  const privateKey = privateKeyOf(secret);
  const point = publicPoint(privateKey);
  return {
    // Reading a vault needs neither text, and making them takes longer than the rest.
    get identity() {
      return encodeBech32(identityPrefix, secret).toUpperCase();
    },
    get recipient() {
      return encodeBech32(recipientPrefix, point);
    },
    secret,
    point,
    privateKey,
  };
}

function decodeKey(prefix: string, text: string): Uint8Array {
  const bytes = decodeBech32(prefix, text);
  if (bytes.length !== keyLength) throw new AgeError('key', 'wrong key length');
  return bytes;
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
