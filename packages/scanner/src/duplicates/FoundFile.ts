import type { DuplicateEntry } from './DuplicateReport.js';

/**
 * A file of a group whose facts stay in a column until somebody asks for them: as objects, they would take most of the
 * memory of a report of a million files.
 */
export class FoundFile implements DuplicateEntry {
  readonly path: string;
  readonly #stamps: BigInt64Array;
  readonly #from: number;

  /** @param stamps of each file its device, inode and time; `from` is where those of this one begin */
  constructor(path: string, stamps: BigInt64Array, from: number) {
    this.path = path;
    this.#stamps = stamps;
    this.#from = from;
  }

  get dev(): bigint {
    return this.#stamps[this.#from] as bigint;
  }

  get ino(): bigint {
    return this.#stamps[this.#from + 1] as bigint;
  }

  get mtimeNs(): bigint {
    return this.#stamps[this.#from + 2] as bigint;
  }
}
