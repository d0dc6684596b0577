const recordBits = 10;

/**
 * The names of a column as text. To decode one name costs more than all else that is done with it, so a block of names
 * is decoded at once where a byte is a character.
 */
export class NameTexts {
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;
  readonly #count: number;
  /** Empty for a block that is not ASCII. */
  readonly #blocks: (string | undefined)[];

  /** @param ends where each name ends in the bytes */
  constructor(bytes: Uint8Array, ends: Uint32Array, count: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#ends = ends;
    this.#count = count;
    this.#blocks = Array.from({ length: (count >> recordBits) + 1 });
  }

  textOf(index: number): string {
    const number = index >> recordBits;
    const block = (this.#blocks[number] ??= this.#decode(number));
    const from = this.#startOf(index);
    const to = this.#ends[index] as number;
    if (block === '') return this.#bytes.toString('utf8', from, to);
    const base = this.#startOf(number << recordBits);
    return block.slice(from - base, to - base);
  }

  bytesOf(index: number): Buffer {
    return this.#bytes.subarray(this.#startOf(index), this.#ends[index]);
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number);
  }

  #decode(block: number): string {
    const from = this.#startOf(block << recordBits);
    const last = Math.min((block + 1) << recordBits, this.#count) - 1;
    const to = this.#ends[last] as number;
    const text = this.#bytes.toString('utf8', from, to);
    return text.length === to - from ? text : '';
  }
}
