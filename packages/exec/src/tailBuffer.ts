/** Collects bytes and keeps the last `limit` of them. */
export interface TailBuffer {
  append(bytes: Uint8Array): void;
  /** Whether bytes were dropped. */
  readonly truncated: boolean;
  /**
   * Hands the kept bytes over, piece by piece, and forgets them as it goes, so that what is made of them does not
   * stand in memory beside them. A character cut at their beginning is left out.
   */
  take(): Generator<Buffer, void, undefined>;
}

const blockSize = 64 * 1024;

/**
 * A {@link TailBuffer} that copies into blocks of its own and uses them in turn: the memory it needs is `limit` and two
 * blocks at most, however small the pieces are in which the bytes arrive.
 */
export function createTailBuffer(limit: number): TailBuffer {
  const blocks: Buffer[] = [];
  let room = 0;
  let kept = 0;
  let total = 0;

  // The oldest block is free again once the younger ones alone hold enough.
  const nextBlock = (): Buffer => {
    const oldest = kept - blockSize >= limit ? blocks.shift() : undefined;
    if (oldest !== undefined) kept -= blockSize;
    return oldest ?? Buffer.allocUnsafeSlow(blockSize);
  };

  return {
    append(bytes) {
      for (let offset = 0; offset < bytes.length; ) {
        if (room === 0) {
          blocks.push(nextBlock());
          room = blockSize;
        }
        const piece = bytes.subarray(offset, offset + room);
        blocks.at(-1)?.set(piece, blockSize - room);
        offset += piece.length;
        room -= piece.length;
        kept += piece.length;
      }
      total += bytes.length;
    },
    get truncated() {
      return total > limit;
    },
    *take() {
      let surplus = Math.max(0, kept - limit);
      let atCut = total > limit;
      for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
        const end = blocks.length === 0 ? blockSize - room : blockSize;
        let piece = block.subarray(Math.min(surplus, end), end);
        surplus -= Math.min(surplus, end);
        if (piece.length === 0) continue;
        if (atCut) piece = piece.subarray(continuationBytes(piece));
        atCut = false;
        yield piece;
      }
    },
  };
}

// A UTF-8 character has at most three bytes after its first.
function continuationBytes(bytes: Uint8Array): number {
  let count = 0;
  while (count < 3 && ((bytes[count] ?? 0) & 0xc0) === 0x80) count += 1;
  return count;
}
