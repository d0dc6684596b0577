import { isTerminal, writeFully } from '@aim/core';

/** Where a program's output goes. Its `write` returns when the bytes are written, and throws when they cannot be. */
export interface OutputTarget {
  readonly isTTY: boolean;
  readonly write: (bytes: Uint8Array) => void;
}

/**
 * A standard stream of this process. Not `process.stdout`: opening that takes longer than starting the program, and
 * waiting for each write keeps the program no faster than the reader.
 */
export function standardOutput(fd: 1 | 2): OutputTarget {
  return { isTTY: isTerminal(fd), write: (bytes) => writeFully(fd, bytes) };
}
