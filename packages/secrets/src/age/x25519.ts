import { randomBytes } from 'node:crypto';
import { AgeError } from './AgeError.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { hasWrappedKeyLength, unwrapFileKey, wrapFileKey } from './fileKeyWrap.js';
import { hkdf } from './hkdf.js';
import type { Stanza } from './stanza.js';
import {
  parseRecipient,
  privateKeyOf,
  publicPoint,
  sharedSecret,
  type X25519Identity,
} from './x25519Keys.js';

const type = 'X25519';
const info = 'age-encryption.org/v1/X25519';

/** @throws AgeError `key` when `recipient` is not an age1… string. */
export function wrapForRecipient(recipient: string, fileKey: Uint8Array): Stanza {
  const point = parseRecipient(recipient);
  const ephemeral = privateKeyOf(randomBytes(32));
  const share = publicPoint(ephemeral);
  const key = wrappingKey(sharedSecret(ephemeral, point), share, point);
  return { type, args: [encodeBase64(share)], body: wrapFileKey(key, fileKey) };
}

/**
 * The file key, or `undefined` when no stanza is for this identity.
 *
 * @throws AgeError `header` when any X25519 stanza is malformed, whoever it is for.
 */
export function unwrapWithIdentity(identity: X25519Identity, stanzas: readonly Stanza[]): Buffer | undefined {
  let fileKey: Buffer | undefined;
  for (const stanza of stanzas) {
    if (stanza.type !== type) continue;
    const share = parseShare(stanza);
    const key = wrappingKey(sharedSecret(identity.privateKey, share), share, identity.point);
    fileKey ??= unwrapFileKey(key, stanza.body);
  }
  return fileKey;
}

function parseShare({ args, body }: Stanza): Buffer {
  const [encoded, ...rest] = args;
  if (encoded === undefined || rest.length > 0) throw new AgeError('header', 'malformed X25519 stanza');
  const share = decodeBase64(encoded);
  if (share.length !== 32 || !hasWrappedKeyLength(body)) {
    throw new AgeError('header', 'malformed X25519 stanza');
  }
  return share;
}

function wrappingKey(shared: Uint8Array, share: Uint8Array, point: Uint8Array): Buffer {
  return hkdf(shared, Buffer.concat([share, point]), info);
}
