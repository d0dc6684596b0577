import { closeSync, fsync, ftruncateSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { systemErrorCode, writeFully } from '@aim/core';
import { workstreamError } from '../errors.js';
import type { RunRecord } from './RunRecord.js';

const sync = promisify(fsync);

export interface JournalEffects {
  readonly sync?: (descriptor: number) => Promise<void>;
  readonly write?: typeof writeFully;
}

/** The record of a run: lines that are only ever added. */
export class Journal {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #sync: (descriptor: number) => Promise<void>;
  readonly #write: typeof writeFully;
  /** Bytes of complete lines. */
  #length: number;
  #current: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /**
   * Opens a journal to add to it.
   *
   * @param length - bytes of complete lines; what follows is cut off.
   * @throws AimError WORKSTREAM_STATE_FAILED
   */
  constructor(file: string, length: number, effects: JournalEffects = {}) {
    this.#file = file;
    this.#length = length;
    this.#sync = effects.sync ?? sync;
    this.#write = effects.write ?? writeFully;
    this.#descriptor = this.#guard(() => openSync(file, 'a', 0o600));
    this.#guard(() => ftruncateSync(this.#descriptor, length));
  }

  /** Adds a line that may be lost in a power cut. */
  note(record: RunRecord): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    this.#guard(() => {
      try {
        this.#write(this.#descriptor, line);
      } catch (error) {
        // A full disk takes a part of a line, to which the line of another workstream must not be added.
        ftruncateSync(this.#descriptor, this.#length);
        throw error;
      }
    });
    this.#length += line.length;
  }

  /** Adds a line and resolves once it is on disk. Lines that are added together share one fsync. */
  async record(record: RunRecord): Promise<void> {
    this.note(record);
    this.#next ??= this.#current.then(() => {
      const write = this.#sync(this.#descriptor).catch((error: unknown) => {
        throw this.#failed(error);
      });
      this.#next = undefined;
      this.#current = write.catch(() => undefined);
      return write;
    });
    await this.#next;
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await (this.#next ?? this.#current).catch(() => undefined);
    closeSync(this.#descriptor);
  }

  #guard<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(cause: unknown): Error {
    const code = systemErrorCode(cause);
    return workstreamError('WORKSTREAM_STATE_FAILED', `Cannot write the journal ${this.#file}: ${code}.`, {
      hint: 'Check the disk and the permissions, then resume the run.',
      cause,
      details: { path: this.#file, code },
    });
  }
}
