import { grownColumn } from './grownColumn.js';

/** The files one thread found, as columns in shared memory; a record's number is its position. */
export interface FileTableData {
  readonly count: number;
  readonly directoryCount: number;
  readonly sizes: Float64Array;
  /** Modification times in ms. */
  readonly mtimes: Float64Array;
  readonly directories: Uint32Array;
  readonly nameEnds: Uint32Array;
  readonly names: Uint8Array;
  readonly directoryEnds: Uint32Array;
  readonly directoryNames: Uint8Array;
  /** Files with several names: record, device and inode of each. */
  readonly linked: Float64Array;
}

/** What is recorded of a file. */
export interface FileFacts {
  readonly size: number;
  readonly mtimeMs: number;
  readonly nlink: number;
  readonly dev: number;
  readonly ino: number;
}

/**
 * Collects files without keeping an object per file: a million files take some 50 bytes each, and another thread
 * sees them without a copy.
 */
export class FileTable {
  #count = 0;
  #directoryCount = 0;
  #sizes = new Float64Array(new SharedArrayBuffer(8 * 4096));
  #mtimes = new Float64Array(new SharedArrayBuffer(8 * 4096));
  #directories = new Uint32Array(new SharedArrayBuffer(4 * 4096));
  #nameEnds = new Uint32Array(new SharedArrayBuffer(4 * 4096));
  #names = new NameColumn();
  #directoryEnds = new Uint32Array(new SharedArrayBuffer(4 * 1024));
  #directoryNames = new NameColumn();
  readonly #linked: number[] = [];

  /** @param directory its path with the separator at the end */
  addDirectory(directory: string | Buffer): number {
    const index = this.#directoryCount;
    if (index === this.#directoryEnds.length) this.#directoryEnds = grownColumn(this.#directoryEnds);
    this.#directoryEnds[index] = this.#directoryNames.append(directory);
    this.#directoryCount = index + 1;
    return index;
  }

  addFile(directory: number, name: string | Buffer, facts: FileFacts): void {
    const index = this.#count;
    if (index === this.#sizes.length) this.#grow();
    this.#sizes[index] = facts.size;
    this.#mtimes[index] = facts.mtimeMs;
    this.#directories[index] = directory;
    this.#nameEnds[index] = this.#names.append(name);
    if (facts.nlink > 1) this.#linked.push(index, facts.dev, facts.ino);
    this.#count = index + 1;
  }

  data(): FileTableData {
    return {
      count: this.#count,
      directoryCount: this.#directoryCount,
      sizes: this.#sizes,
      mtimes: this.#mtimes,
      directories: this.#directories,
      nameEnds: this.#nameEnds,
      names: this.#names.bytes,
      directoryEnds: this.#directoryEnds,
      directoryNames: this.#directoryNames.bytes,
      linked: Float64Array.from(this.#linked),
    };
  }

  #grow(): void {
    this.#sizes = grownColumn(this.#sizes);
    this.#mtimes = grownColumn(this.#mtimes);
    this.#directories = grownColumn(this.#directories);
    this.#nameEnds = grownColumn(this.#nameEnds);
  }
}

class NameColumn {
  bytes = Buffer.from(new SharedArrayBuffer(65_536));
  #end = 0;

  /** Appends a name and returns where it ends. */
  append(name: string | Buffer): number {
    while (this.#end + name.length * 3 > this.bytes.length) {
      const grown = grownColumn(this.bytes);
      this.bytes = Buffer.from(grown.buffer);
    }
    if (typeof name === 'string') {
      this.#end += this.bytes.write(name, this.#end);
    } else {
      this.bytes.set(name, this.#end);
      this.#end += name.length;
    }
    return this.#end;
  }
}
