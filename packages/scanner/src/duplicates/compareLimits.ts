/** Bounds of the comparison; the figures come from measurements of whole scans. */
export const compareLimits = {
  /** Memory for file contents per thread, in bytes. */
  bufferBytes: 16 * 1024 * 1024,
  /** Files up to this size are read whole. */
  wholeFileBytes: 128 * 1024,
  /** What is read of either end of a file to tell it from others. */
  endBytes: 4096,
  /** Files of one class kept open until they are compared. */
  openFiles: 64,
  /** Files read side by side, each with an open descriptor. */
  sideBySide: 32,
  /** Piece of a file in a side-by-side comparison. */
  pieceBytes: 128 * 1024,
} as const;

/** Whether a class can be read at once and compared in memory. */
export function fitsInBuffer(count: number, size: number): boolean {
  return size <= compareLimits.wholeFileBytes && count * alignedSize(size) <= compareLimits.bufferBytes;
}

/** Contents start at multiples of 8 bytes. */
export function alignedSize(size: number): number {
  return Math.ceil(size / 8) * 8;
}
