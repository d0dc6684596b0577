import { hkdfSync } from 'node:crypto';

/** HKDF-SHA-256 with a 32-byte result, the only form age uses. */
export function hkdf(key: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}
