import type { FixFs } from './FixFs.js';

const chunkBytes = 256 * 1024;

/** Compares two open files from their beginning to their end, byte for byte. */
export function sameContent(fs: Pick<FixFs, 'readSync'>, first: number, second: number): boolean {
  const a = Buffer.allocUnsafe(chunkBytes);
  const b = Buffer.allocUnsafe(chunkBytes);
  for (let position = 0; ; ) {
    const length = readChunk(fs, first, a, position);
    if (readChunk(fs, second, b, position) !== length) return false;
    if (length === 0) return true;
    if (a.compare(b, 0, length, 0, length) !== 0) return false;
    position += length;
  }
}

function readChunk(fs: Pick<FixFs, 'readSync'>, fd: number, buffer: Buffer, position: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const length = fs.readSync(fd, buffer, filled, buffer.length - filled, position + filled);
    if (length === 0) break;
    filled += length;
  }
  return filled;
}
