import { buildXxh64Module, xxh64Layout, xxh64Primes } from './xxh64Module.js';

// Node's types leave this part of the language to the browser's.
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

interface Xxh64Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  stripes(from: number, to: number): void;
  finish(from: number, to: number): void;
}

const pageBytes = 65_536;
const stripeBytes = 32;
const { accumulators, result, total, seed, end } = xxh64Layout;

/**
 * The memory that files are read into and compared in. It belongs to the WebAssembly module that hashes, so that
 * nothing is ever copied to be hashed.
 */
export class ContentBuffer {
  /** First usable byte; the ones before hold the state of the hash. */
  readonly start = end;
  readonly bytes: Buffer;
  readonly #hash: Xxh64Exports;
  readonly #state: DataView;

  constructor(capacityBytes: number) {
    const pages = Math.ceil((capacityBytes + end) / pageBytes);
    this.#hash = instantiate(buildXxh64Module(pages));
    this.bytes = Buffer.from(this.#hash.memory.buffer);
    this.#state = new DataView(this.#hash.memory.buffer);
  }

  equal(a: number, b: number, length: number): boolean {
    return this.bytes.compare(this.bytes, b, b + length, a, a + length) === 0;
  }

  /** A fresh state for `update`, to be copied freely. */
  begin(seedValue = 0n): Uint8Array {
    const { p1, p2 } = xxh64Primes;
    const fresh = [seedValue + p1 + p2, seedValue + p2, seedValue, seedValue - p1];
    for (const [index, value] of fresh.entries())
      this.#state.setBigUint64(accumulators + index * 8, BigInt.asUintN(64, value), true);
    this.#state.setBigUint64(seed, seedValue, true);
    this.#state.setBigUint64(total, 0n, true);
    return this.#save();
  }

  /** Takes in bytes; every call but the last takes a multiple of 32. */
  update(state: Uint8Array, from: number, length: number): Uint8Array {
    this.bytes.set(state, 0);
    const whole = length - (length % stripeBytes);
    this.#hash.stripes(from, from + whole);
    this.#state.setBigUint64(total, this.#state.getBigUint64(total, true) + BigInt(length), true);
    this.#hash.finish(from + whole, from + length);
    return this.#save();
  }

  /** XXH64 of what the state has taken in, as 16 hexadecimal digits. */
  hex(state: Uint8Array): string {
    this.bytes.set(state, 0);
    return this.currentHex();
  }

  /** The hash of what was taken in last. */
  currentHex(): string {
    return hex32(this.#state.getUint32(result + 4, true)) + hex32(this.#state.getUint32(result, true));
  }

  /** 53 bits of a seeded XXH64, to tell contents apart; equal keys prove nothing. */
  key(fresh: Uint8Array, from: number, length: number): number {
    this.bytes.set(fresh, 0);
    const whole = length - (length % stripeBytes);
    if (whole > 0) this.#hash.stripes(from, from + whole);
    this.#state.setUint32(total, length, true);
    this.#hash.finish(from + whole, from + length);
    return this.currentKey();
  }

  /** The key of the state that was updated last. */
  currentKey(): number {
    const high = this.#state.getUint32(result + 4, true) & 0x1f_ffff;
    return high * 0x1_0000_0000 + this.#state.getUint32(result, true);
  }

  #save(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.bytes, 0, end);
  }
}

function instantiate(code: Uint8Array<ArrayBuffer>): Xxh64Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Xxh64Exports;
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, '0');
}
