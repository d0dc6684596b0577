import { randomBytes, scryptSync } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { hasWrappedKeyLength, unwrapFileKey, wrapFileKey } from './fileKeyWrap.js';
import type { Stanza } from './stanza.js';

const type = 'scrypt';
const saltLabel = 'age-encryption.org/v1/scrypt';
const saltLength = 16;
/** Reading refuses more: 2^20 already takes about 5 s and 1 GiB, and the file names its own cost. */
const maxWorkFactor = 20;

/** `workFactor` is log2 of scrypt's N; 17 takes about 0.6 s and 128 MiB. */
export function wrapForPassphrase(passphrase: string, fileKey: Uint8Array, workFactor: number): Stanza {
  const salt = randomBytes(saltLength);
  const key = deriveKey(passphrase, salt, workFactor);
  return { type, args: [encodeBase64(salt), String(workFactor)], body: wrapFileKey(key, fileKey) };
}

/**
 * The file key, or `undefined` when the passphrase is wrong or the file is not protected by one.
 *
 * @throws AgeError `header` when the stanza is malformed, asks for too much work, or is not alone.
 */
export function unwrapWithPassphrase(passphrase: string, stanzas: readonly Stanza[]): Buffer | undefined {
  const stanza = stanzas.find((candidate) => candidate.type === type);
  if (stanza === undefined) return undefined;
  const { salt, workFactor } = parseArgs(stanza);
  return unwrapFileKey(deriveKey(passphrase, salt, workFactor), stanza.body);
}

/** A passphrase stanza must be the only one, or the file would not prove who could have written it. */
export function checkPassphraseStands(stanzas: readonly Stanza[]): void {
  if (stanzas.length > 1 && stanzas.some((stanza) => stanza.type === type)) {
    throw new AgeError('header', 'a scrypt stanza must be the only one');
  }
}

function parseArgs({ args, body }: Stanza): { salt: Buffer; workFactor: number } {
  const [encodedSalt, cost, ...rest] = args;
  if (encodedSalt === undefined || cost === undefined || rest.length > 0 || !hasWrappedKeyLength(body)) {
    throw new AgeError('header', 'malformed scrypt stanza');
  }
  const salt = decodeBase64(encodedSalt);
  if (salt.length !== saltLength || !/^[1-9][0-9]*$/.test(cost)) {
    throw new AgeError('header', 'malformed scrypt stanza');
  }
  const workFactor = Number(cost);
  if (workFactor > maxWorkFactor) throw new AgeError('header', `scrypt work factor above ${maxWorkFactor}`);
  return { salt, workFactor };
}

function deriveKey(passphrase: string, salt: Uint8Array, workFactor: number): Buffer {
  const cost = 2 ** workFactor;
  const labelled = Buffer.concat([Buffer.from(saltLabel), salt]);
  // OpenSSL refuses by default what needs more than 32 MiB; scrypt needs 128 * N * r bytes and a little.
  const maxmem = 128 * 8 * cost + 1024 * 1024;
  return scryptSync(passphrase, labelled, 32, { N: cost, r: 8, p: 1, maxmem });
}
