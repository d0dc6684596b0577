import { AgeError } from './AgeError.js';

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Bech32 (BIP 173) without its length limit, in lower case; the form of age recipients and identities. */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  const data = regroup(bytes, 8, 5, true);
  const mod = polymod([...expandPrefix(prefix), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checksum = [0, 1, 2, 3, 4, 5].map((index) => (mod >>> (5 * (5 - index))) & 31);
  return `${prefix}1${[...data, ...checksum].map((value) => alphabet.charAt(value)).join('')}`;
}

/**
 * The bytes of a bech32 string with the given lower-case prefix; the string may be all lower or all upper case.
 *
 * @throws AgeError `key` on mixed case, another prefix, a wrong checksum or non-zero padding.
 */
export function decodeBech32(prefix: string, text: string): Uint8Array {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) throw new AgeError('key', 'mixed case');
  if (!lower.startsWith(`${prefix}1`)) throw new AgeError('key', `does not begin with ${prefix}1`);
  const values = Array.from(lower.slice(prefix.length + 1), (character) => alphabet.indexOf(character));
  if (values.length < 6 || values.includes(-1)) throw new AgeError('key', 'not bech32');
  if (polymod([...expandPrefix(prefix), ...values]) !== 1) throw new AgeError('key', 'wrong checksum');
  return Uint8Array.from(regroup(values.slice(0, -6), 5, 8, false));
}

function polymod(values: readonly number[]): number {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < 5; bit += 1) {
      if ((top >>> bit) & 1) checksum ^= generators[bit] ?? 0;
    }
  }
  return checksum;
}

function expandPrefix(prefix: string): number[] {
  const codes = Buffer.from(prefix, 'latin1');
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

function regroup(values: Iterable<number>, from: number, to: number, pad: boolean): number[] {
  const result: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = (held << from) | value;
    bits += from;
    while (bits >= to) {
      bits -= to;
      result.push((held >>> bits) & ((1 << to) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (pad && bits > 0) result.push((held << (to - bits)) & ((1 << to) - 1));
  if (!pad && (bits >= from || held !== 0)) throw new AgeError('key', 'non-zero padding');
  return result;
}
