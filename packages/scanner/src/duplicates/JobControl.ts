const cell = { joined: 0, next: 1, aborted: 2, files: 3, directories: 4, kibibytes: 5 } as const;
const closed = 0x4000_0000;

/** The few numbers through which the threads of one job agree, in shared memory. */
export class JobControl {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(shared = new SharedArrayBuffer(4 * Object.keys(cell).length)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  /** Takes part as a further thread; false when the job is already over. */
  join(): boolean {
    for (;;) {
      const state = Atomics.load(this.#cells, cell.joined);
      if (state >= closed) return false;
      if (Atomics.compareExchange(this.#cells, cell.joined, state, state + 1) === state) return true;
    }
  }

  /** How many further threads take part. */
  get joined(): number {
    return Atomics.load(this.#cells, cell.joined) & ~closed;
  }

  /** Lets nobody join any more. */
  close(): void {
    Atomics.or(this.#cells, cell.joined, closed);
  }

  /** Closes if no more than `joined` threads take part. */
  closeAt(joined: number): boolean {
    return Atomics.compareExchange(this.#cells, cell.joined, joined, joined | closed) === joined;
  }

  get isClosed(): boolean {
    return Atomics.load(this.#cells, cell.joined) >= closed;
  }

  /** The next item of work, counted from 0; each goes to one thread. */
  takeNext(): number {
    return Atomics.add(this.#cells, cell.next, 1);
  }

  abort(): void {
    Atomics.store(this.#cells, cell.aborted, 1);
  }

  get aborted(): boolean {
    return Atomics.load(this.#cells, cell.aborted) === 1;
  }

  countDirectory(files: number): void {
    Atomics.add(this.#cells, cell.directories, 1);
    if (files > 0) Atomics.add(this.#cells, cell.files, files);
  }

  countRead(bytes: number): void {
    Atomics.add(this.#cells, cell.kibibytes, Math.round(bytes / 1024));
  }

  get counted(): { readonly files: number; readonly directories: number; readonly readBytes: number } {
    return {
      files: Atomics.load(this.#cells, cell.files),
      directories: Atomics.load(this.#cells, cell.directories),
      readBytes: Atomics.load(this.#cells, cell.kibibytes) * 1024,
    };
  }
}
