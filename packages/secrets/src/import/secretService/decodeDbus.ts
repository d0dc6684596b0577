import { alignmentOf, splitSignature } from './dbusSignature.js';
import type { DbusVariant } from './encodeDbus.js';

/**
 * Reads values in the little-endian form of D-Bus, as `encodeDbus` writes them; a variant becomes its signature and
 * value, a dictionary an array of pairs.
 *
 * @throws RangeError when the bytes end too early.
 */
export function decodeDbus(signature: string, bytes: Buffer): readonly unknown[] {
  const input: DbusInput = { bytes, position: 0 };
  return splitSignature(signature).map((type) => decodeValue(input, type));
}

interface DbusInput {
  readonly bytes: Buffer;
  position: number;
}

function decodeValue(input: DbusInput, type: string): unknown {
  align(input, alignmentOf(type));
  switch (type[0]) {
    case 'y':
      return take(input, 1)[0];
    case 'b':
      return uint32(input) === 1;
    case 'u':
      return uint32(input);
    case 'i':
      return take(input, 4).readInt32LE();
    case 't':
      return take(input, 8).readBigUInt64LE();
    case 's':
    case 'o':
      return text(input, uint32(input));
    case 'g':
      return text(input, take(input, 1)[0] ?? 0);
    case 'v':
      return decodeVariant(input);
    case 'a':
      return decodeArray(input, type.slice(1));
    case '(':
    case '{':
      return splitSignature(type.slice(1, -1)).map((field) => decodeValue(input, field));
    default:
      throw new Error(`the D-Bus type ${type} is not read here`);
  }
}

function decodeVariant(input: DbusInput): DbusVariant {
  const signature = text(input, take(input, 1)[0] ?? 0);
  return { signature, value: decodeValue(input, signature) };
}

function decodeArray(input: DbusInput, element: string): unknown {
  const size = uint32(input);
  align(input, alignmentOf(element));
  if (element === 'y') return Buffer.from(take(input, size));
  const end = input.position + size;
  const values: unknown[] = [];
  while (input.position < end) {
    const before = input.position;
    values.push(decodeValue(input, element));
    if (input.position === before) throw new RangeError('a D-Bus array holds values of no size');
  }
  return values;
}

function text(input: DbusInput, length: number): string {
  return take(input, length + 1)
    .subarray(0, length)
    .toString('utf8');
}

function uint32(input: DbusInput): number {
  align(input, 4);
  return take(input, 4).readUInt32LE();
}

function align(input: DbusInput, boundary: number): void {
  input.position = Math.ceil(input.position / boundary) * boundary;
}

function take(input: DbusInput, length: number): Buffer {
  const end = input.position + length;
  if (end > input.bytes.length) throw new RangeError('the D-Bus message ends too early');
  const taken = input.bytes.subarray(input.position, end);
  input.position = end;
  return taken;
}
