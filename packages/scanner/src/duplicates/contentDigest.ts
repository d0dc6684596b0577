import { createHash, type Hash } from 'node:crypto';
import type { ContentBuffer } from './ContentBuffer.js';
import type { HashAlgorithm } from './HashAlgorithm.js';

/** A hash of content that is read piece by piece; never changed, so that it can be continued in several ways. */
export interface ContentDigest {
  /** Takes in a piece of the buffer; all pieces but the last are multiples of 32 bytes. */
  with(from: number, length: number): ContentDigest;
  hex(): string;
}

/** Hashes one whole content in the buffer. */
export function digestOnce(
  buffer: ContentBuffer,
  algorithm: HashAlgorithm,
): (from: number, length: number) => string {
  if (algorithm !== 'xxh64')
    return (from, length) =>
      createHash(algorithm)
        .update(buffer.bytes.subarray(from, from + length))
        .digest('hex');
  const fresh = buffer.begin();
  return (from, length) => {
    buffer.key(fresh, from, length);
    return buffer.currentHex();
  };
}

/** The digest of nothing yet. */
export function startDigest(buffer: ContentBuffer, algorithm: HashAlgorithm): ContentDigest {
  return algorithm === 'xxh64'
    ? xxh64Digest(buffer, buffer.begin())
    : cryptoDigest(buffer, createHash(algorithm));
}

function xxh64Digest(buffer: ContentBuffer, state: Uint8Array): ContentDigest {
  return {
    with: (from, length) => xxh64Digest(buffer, buffer.update(state, from, length)),
    hex: () => buffer.hex(state),
  };
}

function cryptoDigest(buffer: ContentBuffer, hash: Hash): ContentDigest {
  return {
    with: (from, length) =>
      cryptoDigest(buffer, hash.copy().update(buffer.bytes.subarray(from, from + length))),
    hex: () => hash.copy().digest('hex'),
  };
}
