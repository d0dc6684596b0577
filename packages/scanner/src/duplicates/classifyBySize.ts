import type { FileTableData } from './FileTable.js';
import type { SizeClass } from './SizeClasses.js';

/** Files that share their size with another file, and what the tables tell about the rest. */
export interface SizeClassification {
  readonly classes: SizeClass[];
  /** Further names of a file, by the one that is compared. */
  readonly links: Map<number, number[]>;
  readonly files: number;
  readonly bytes: number;
  readonly hardLinks: number;
}

/**
 * Groups all recorded files by size, a file with several names once. Files are numbered through the tables in order.
 */
export function classifyBySize(tables: readonly FileTableData[]): SizeClassification {
  const count = tables.reduce((sum, table) => sum + table.count, 0);
  const { links, isLink } = findHardLinks(tables);
  const sizes = new SizeNumbers(count);
  const numberOf = new Uint32Array(count);
  let file = 0;
  let bytes = 0;
  for (const table of tables) {
    for (let record = 0; record < table.count; record += 1, file += 1) {
      if (isLink.size > 0 && isLink.has(file)) continue;
      const size = table.sizes[record] as number;
      bytes += size;
      numberOf[file] = sizes.add(size);
    }
  }
  const files = count - isLink.size;
  return { classes: collect(sizes, numberOf), links, files, bytes, hardLinks: isLink.size };
}

function collect(sizes: SizeNumbers, numberOf: Uint32Array): SizeClass[] {
  const open: (Uint32Array | undefined)[] = [];
  const filled = new Uint32Array(sizes.count);
  for (let number = 1; number < sizes.count; number += 1) {
    const files = sizes.filesOf(number);
    open.push(files > 1 ? new Uint32Array(files) : undefined);
  }
  for (let file = 0; file < numberOf.length; file += 1) {
    const number = numberOf[file] as number;
    const ids = open[number - 1];
    if (number === 0 || ids === undefined) continue;
    ids[filled[number] as number] = file;
    filled[number] = (filled[number] as number) + 1;
  }
  return open.flatMap((ids, index) => (ids === undefined ? [] : [{ ids, size: sizes.sizeOf(index + 1) }]));
}

function findHardLinks(tables: readonly FileTableData[]): {
  links: Map<number, number[]>;
  isLink: ReadonlySet<number>;
} {
  const first = new Map<string, number>();
  const links = new Map<number, number[]>();
  const isLink = new Set<number>();
  let base = 0;
  for (const { linked, count, sizes } of tables) {
    for (let at = 0; at < linked.length; at += 3) {
      const record = linked[at] as number;
      // A number cannot hold every inode exactly; the size makes taking two files for one still less likely.
      const identity = `${linked[at + 1]}:${linked[at + 2]}:${sizes[record]}`;
      const known = first.get(identity);
      if (known === undefined) {
        first.set(identity, base + record);
      } else {
        links.set(known, [...(links.get(known) ?? []), base + record]);
        isLink.add(base + record);
      }
    }
    base += count;
  }
  return { links, isLink };
}

/** Numbers sizes from 1 and counts the files of each, in a hash table without an object per size. */
class SizeNumbers {
  /** One more than the highest number given. */
  count = 1;
  readonly #table: Uint32Array;
  readonly #sizes: Float64Array;
  readonly #files: Uint32Array;

  constructor(most: number) {
    this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(most * 2 + 2)));
    this.#sizes = new Float64Array(most + 1);
    this.#files = new Uint32Array(most + 1);
  }

  add(size: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    let slot = (Math.imul(size ^ (size / 0x1_0000_0000), 0x9e3779b1) >>> 7) & mask;
    while (table[slot] !== 0 && this.#sizes[table[slot] as number] !== size) slot = (slot + 1) & mask;
    const number = table[slot] || this.count;
    if (number === this.count) {
      table[slot] = number;
      this.#sizes[number] = size;
      this.count += 1;
    }
    this.#files[number] = (this.#files[number] as number) + 1;
    return number;
  }

  filesOf(number: number): number {
    return this.#files[number] as number;
  }

  sizeOf(number: number): number {
    return this.#sizes[number] as number;
  }
}
