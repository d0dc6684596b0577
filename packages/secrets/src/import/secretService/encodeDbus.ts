import { alignmentOf, splitSignature } from './dbusSignature.js';

/** A value that carries its own type. */
export interface DbusVariant {
  readonly signature: string;
  readonly value: unknown;
}

/**
 * Writes values in the little-endian form of D-Bus. Texts stand for `s`, `o` and `g`, numbers for `y` and `u`,
 * booleans for `b`, bytes for `ay`, arrays for other arrays, structures and the pairs of a dictionary.
 */
export function encodeDbus(signature: string, values: readonly unknown[]): Buffer {
  const out = new DbusOutput();
  splitSignature(signature).forEach((type, index) => encodeValue(out, type, values[index]));
  return out.bytes();
}

class DbusOutput {
  readonly #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  align(boundary: number): void {
    this.add(Buffer.alloc((boundary - (this.#length % boundary)) % boundary));
  }

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  uint32(value: number): Buffer {
    this.align(4);
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.add(bytes);
    return bytes;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

function encodeValue(out: DbusOutput, type: string, value: unknown): void {
  const first = type[0] ?? '';
  if (first === 'y') out.add(Buffer.from([value as number]));
  else if (first === 'b') out.uint32(value === true ? 1 : 0);
  else if (first === 'u') out.uint32(value as number);
  else if (first === 's' || first === 'o') encodeText(out, value as string);
  else if (first === 'g') encodeSignature(out, value as string);
  else if (first === 'v') encodeVariant(out, value as DbusVariant);
  else if (first === 'a') encodeArray(out, type.slice(1), value as Iterable<unknown>);
  else if (first === '(' || first === '{') encodeStructure(out, type, value as readonly unknown[]);
  else throw new Error(`the D-Bus type ${type} is not written here`);
}

function encodeText(out: DbusOutput, text: string): void {
  const bytes = Buffer.from(text);
  out.uint32(bytes.length);
  out.add(Buffer.concat([bytes, Buffer.alloc(1)]));
}

function encodeSignature(out: DbusOutput, signature: string): void {
  out.add(Buffer.from([signature.length, ...Buffer.from(signature), 0]));
}

function encodeVariant(out: DbusOutput, { signature, value }: DbusVariant): void {
  encodeSignature(out, signature);
  encodeValue(out, signature, value);
}

function encodeArray(out: DbusOutput, element: string, values: Iterable<unknown>): void {
  const size = out.uint32(0);
  // The size does not count what lies between it and the first element.
  out.align(alignmentOf(element));
  const start = out.length;
  for (const value of values) encodeValue(out, element, value);
  size.writeUInt32LE(out.length - start);
}

function encodeStructure(out: DbusOutput, type: string, values: readonly unknown[]): void {
  out.align(8);
  splitSignature(type.slice(1, -1)).forEach((field, index) => encodeValue(out, field, values[index]));
}
