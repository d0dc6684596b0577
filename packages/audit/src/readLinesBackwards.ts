import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const newline = 0x0a;

/**
 * Reads a file line by line from its end, as bytes without their line ends, and no more of it than is asked for. Holds
 * a line and a block of it.
 */
export function* readLinesBackwards(path: string, { blockBytes = 64 * 1024 } = {}): Generator<Buffer> {
  let isLast = true;
  for (const line of splitBackwards(readBlocksBackwards(path, blockBytes))) {
    // What follows the last line end is a line only if there is something.
    if (!isLast || line.length > 0) yield line;
    isLast = false;
  }
}

function* splitBackwards(blocks: Iterable<Buffer>): Generator<Buffer> {
  let end: readonly Buffer[] = [];
  for (const block of blocks) {
    let rest = block;
    for (let at = rest.lastIndexOf(newline); at !== -1; at = rest.lastIndexOf(newline)) {
      yield Buffer.concat([rest.subarray(at + 1), ...end]);
      end = [];
      rest = rest.subarray(0, at);
    }
    end = [rest, ...end];
  }
  yield Buffer.concat(end);
}

function* readBlocksBackwards(path: string, blockBytes: number): Generator<Buffer> {
  const descriptor = openSync(path, 'r');
  try {
    let position = fstatSync(descriptor).size;
    while (position > 0) {
      const length = Math.min(blockBytes, position);
      position -= length;
      const block = Buffer.allocUnsafe(length);
      // Less than that where somebody has cut the file meanwhile.
      yield block.subarray(0, readSync(descriptor, block, 0, length, position));
    }
  } finally {
    closeSync(descriptor);
  }
}
