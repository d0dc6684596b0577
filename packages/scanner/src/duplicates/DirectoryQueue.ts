import type { JobControl } from './JobControl.js';

const cell = { lock: 0, idle: 1, count: 2, end: 3, changes: 4, length: 5 } as const;
const capacityBytes = 262_144;
const lengthBytes = 4;
const patienceMs = 5;

/**
 * Directories that one thread hands to another: a stack of paths in shared memory. Each thread keeps most of its
 * directories to itself and offers some only while others may run out of work.
 */
export class DirectoryQueue {
  readonly shared: SharedArrayBuffer;
  readonly #control: JobControl;
  readonly #cells: Int32Array;
  readonly #bytes: Buffer;

  constructor(
    control: JobControl,
    shared = new SharedArrayBuffer(cell.length * Int32Array.BYTES_PER_ELEMENT + capacityBytes),
  ) {
    this.shared = shared;
    this.#control = control;
    this.#cells = new Int32Array(shared, 0, cell.length);
    this.#bytes = Buffer.from(shared, cell.length * Int32Array.BYTES_PER_ELEMENT);
  }

  get wantsMore(): boolean {
    return Atomics.load(this.#cells, cell.count) < this.#control.joined * 2;
  }

  /** False when there is no room. */
  offer(directory: string | Buffer): boolean {
    return this.#locked(() => {
      const end = Atomics.load(this.#cells, cell.end);
      if (end + directory.length * 3 + lengthBytes > capacityBytes) return false;
      const length =
        typeof directory === 'string' ? this.#bytes.write(directory, end) : directory.copy(this.#bytes, end);
      this.#bytes.writeUInt32LE(length, end + length);
      Atomics.store(this.#cells, cell.end, end + length + lengthBytes);
      Atomics.add(this.#cells, cell.count, 1);
      Atomics.add(this.#cells, cell.changes, 1);
      Atomics.notify(this.#cells, cell.changes);
      return true;
    });
  }

  take(): Buffer | undefined {
    if (Atomics.load(this.#cells, cell.count) === 0) return undefined;
    return this.#locked(() => this.#pop());
  }

  /** Waits a moment for work of others; `done` when every thread is waiting, so that none can come. */
  takeOrWait(): Buffer | 'nothing yet' | 'done' {
    const seen = Atomics.load(this.#cells, cell.changes);
    const taken = this.#locked(() => this.#pop() ?? this.#goIdle());
    if (taken !== 'nothing yet') return taken;
    Atomics.wait(this.#cells, cell.changes, seen, patienceMs);
    this.#locked(() => Atomics.sub(this.#cells, cell.idle, 1));
    return this.#control.isClosed ? 'done' : 'nothing yet';
  }

  #pop(): Buffer | undefined {
    if (Atomics.load(this.#cells, cell.count) === 0) return undefined;
    const end = Atomics.load(this.#cells, cell.end) - lengthBytes;
    const start = end - this.#bytes.readUInt32LE(end);
    Atomics.store(this.#cells, cell.end, start);
    Atomics.sub(this.#cells, cell.count, 1);
    return Buffer.from(this.#bytes.subarray(start, end));
  }

  #goIdle(): 'nothing yet' | 'done' {
    const idle = Atomics.add(this.#cells, cell.idle, 1) + 1;
    if (!this.#control.isClosed && !this.#control.closeAt(idle - 1)) return 'nothing yet';
    Atomics.add(this.#cells, cell.changes, 1);
    Atomics.notify(this.#cells, cell.changes);
    return 'done';
  }

  #locked<T>(critical: () => T): T {
    while (Atomics.compareExchange(this.#cells, cell.lock, 0, 1) !== 0)
      Atomics.wait(this.#cells, cell.lock, 1, patienceMs);
    try {
      return critical();
    } finally {
      Atomics.store(this.#cells, cell.lock, 0);
      Atomics.notify(this.#cells, cell.lock, 1);
    }
  }
}
