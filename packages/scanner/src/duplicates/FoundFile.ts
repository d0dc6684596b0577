import type { DuplicateEntry } from './DuplicateReport.js';

/**
 * A file of a group whose facts stay in a column until somebody asks for them: as objects, they would take most of the
 * memory of a report of a million files.
 */
export class FoundFile implements DuplicateEntry {
  readonly path: string;
  declare readonly dev: bigint;
  declare readonly ino: bigint;
  declare readonly mtimeNs: bigint;
  readonly #stamps: BigInt64Array;
  readonly #from: number;

  /** @param stamps of each file its device, inode and time; `from` is where those of this one begin */
  constructor(path: string, stamps: BigInt64Array, from: number) {
    this.path = path;
    this.#stamps = stamps;
    this.#from = from;
    // Own ones, which a copy holds as well, and the same functions for all, so that V8 keeps them once.
    Object.defineProperty(this, 'dev', stampReaders.dev);
    Object.defineProperty(this, 'ino', stampReaders.ino);
    Object.defineProperty(this, 'mtimeNs', stampReaders.mtimeNs);
  }

  static stampOf(file: FoundFile, index: number): bigint {
    return file.#stamps[file.#from + index] as bigint;
  }
}

const stampReaders = { dev: stampReader(0), ino: stampReader(1), mtimeNs: stampReader(2) };

function stampReader(index: number): PropertyDescriptor & ThisType<FoundFile> {
  return {
    enumerable: true,
    get() {
      return FoundFile.stampOf(this, index);
    },
  };
}
