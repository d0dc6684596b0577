import { constants, type BigIntStats } from 'node:fs';
import type { ContentBuffer } from './ContentBuffer.js';
import type { Findings } from './Findings.js';
import type { ScanFs } from './ScanFs.js';

export type FilePath = string | Buffer;

// The path was a regular file a moment ago: never follow a link put in its place, never wait for a pipe's writer.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const exactNumbers = { bigint: true } as const;

/** Where bytes of a file go to. */
export interface Extent {
  /** Offset in the buffer. */
  readonly to: number;
  /** Offset in the file. */
  readonly from: number;
  readonly length: number;
}

/** Reads files into the content buffer; what cannot be read is noted and answered with false. */
export class FileContent {
  readonly buffer: ContentBuffer;
  readonly findings: Findings;
  readonly #fs: ScanFs;

  constructor(buffer: ContentBuffer, findings: Findings, fs: ScanFs) {
    this.buffer = buffer;
    this.findings = findings;
    this.#fs = fs;
  }

  /** Opens, reads each extent and closes. */
  readOnce(path: FilePath, ...extents: readonly Extent[]): boolean {
    const file = this.open(path);
    if (file < 0) return false;
    try {
      for (const extent of extents) if (!this.read(file, path, extent)) return false;
      return true;
    } finally {
      this.#fs.closeSync(file);
    }
  }

  /** A file descriptor, or -1. */
  open(path: FilePath): number {
    try {
      return this.#fs.openSync(path, openFlags);
    } catch (error) {
      this.findings.failed(path, error);
      return -1;
    }
  }

  read(file: number, path: FilePath, { to, from, length }: Extent): boolean {
    try {
      let done = 0;
      while (done < length) {
        const read = this.#fs.readSync(file, this.buffer.bytes, to + done, length - done, from + done);
        if (read === 0) {
          this.findings.differs(path, 'modified');
          return false;
        }
        done += read;
      }
      return true;
    } catch (error) {
      this.findings.failed(path, error);
      return false;
    }
  }

  facts(file: number, path: FilePath): BigIntStats | undefined {
    try {
      return this.#fs.fstatSync(file, exactNumbers);
    } catch (error) {
      this.findings.failed(path, error);
      return undefined;
    }
  }

  close(file: number): void {
    this.#fs.closeSync(file);
  }
}
