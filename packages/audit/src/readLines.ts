import { closeSync, openSync, readSync } from 'node:fs';

/** One line of a file. */
export interface FileLine {
  /** Without its line end. */
  readonly bytes: Buffer;
  /** From 1. */
  readonly number: number;
  /** `false` for a last line that does not end with a newline. */
  readonly terminated: boolean;
}

const newline = 0x0a;

export interface ReadLinesOptions {
  readonly blockBytes?: number;
  /** The byte to begin at; lines are counted from there. */
  readonly from?: number;
}

/** Reads a file line by line, as bytes, without holding more than a line and a block of it. */
export function* readLines(
  path: string,
  { blockBytes = 256 * 1024, from = 0 }: ReadLinesOptions = {},
): Generator<FileLine> {
  const descriptor = openSync(path, 'r');
  try {
    let number = 0;
    let parts: Buffer[] = [];
    let position = from;
    for (;;) {
      const block = Buffer.allocUnsafe(blockBytes);
      const length = readSync(descriptor, block, 0, blockBytes, position);
      if (length === 0) break;
      position += length;
      let start = 0;
      for (
        let end = block.indexOf(newline);
        end !== -1 && end < length;
        end = block.indexOf(newline, start)
      ) {
        number += 1;
        const rest = block.subarray(start, end);
        yield {
          bytes: parts.length === 0 ? rest : Buffer.concat([...parts, rest]),
          number,
          terminated: true,
        };
        parts = [];
        start = end + 1;
      }
      if (start < length) parts.push(block.subarray(start, length));
    }
    if (parts.length > 0) yield { bytes: Buffer.concat(parts), number: number + 1, terminated: false };
  } finally {
    closeSync(descriptor);
  }
}
