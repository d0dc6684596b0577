import type { KeyJob } from './compareJob.js';
import { compareLimits } from './compareLimits.js';
import type { Extent, FileContent } from './FileContent.js';
import type { PathBook } from './PathBook.js';
import type { SizeClasses } from './SizeClasses.js';

const batchSize = 32;

/** Hashes the first and the last bytes of files. */
export class EndKeys {
  readonly batches: number;
  readonly #job: KeyJob;
  readonly #book: PathBook;
  readonly #content: FileContent;
  readonly #fresh: Uint8Array;

  constructor(job: KeyJob, book: PathBook, content: FileContent) {
    this.batches = Math.ceil(job.classes.ids.length / batchSize);
    this.#job = job;
    this.#book = book;
    this.#content = content;
    this.#fresh = content.buffer.begin(job.seed);
  }

  /** Fills in the keys of one batch of files. */
  compute(batch: number): void {
    const { classes, keys } = this.#job;
    const from = batch * batchSize;
    const to = Math.min(from + batchSize, classes.ids.length);
    let index = classIndexOf(classes, from);
    for (let position = from; position < to; position += 1) {
      while (position >= (classes.starts[index + 1] as number)) index += 1;
      keys[position] = this.#keyOf(classes.ids[position] as number, classes.sizes[index] as number);
    }
  }

  #keyOf(file: number, size: number): number {
    const { buffer } = this.#content;
    const { endBytes } = compareLimits;
    const extents: Extent[] =
      size <= 2 * endBytes
        ? [{ to: buffer.start, from: 0, length: size }]
        : [
            { to: buffer.start, from: 0, length: endBytes },
            { to: buffer.start + endBytes, from: size - endBytes, length: endBytes },
          ];
    if (!this.#content.readOnce(this.#book.pathOf(file), ...extents)) return Number.NaN;
    return buffer.key(this.#fresh, buffer.start, Math.min(size, 2 * endBytes));
  }
}

function classIndexOf({ starts }: SizeClasses, position: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= position) low = middle;
    else high = middle;
  }
  return low;
}
