/** What was found at one place of a buffer. */
export interface PatternHit {
  /** Length in bytes of the longest pattern that begins here; 0 if there is none. */
  readonly matched: number;
  /** A longer pattern agrees with all bytes up to the end of the buffer, so more input may complete it. */
  readonly live: boolean;
}

/** Finds byte patterns by their first two bytes. */
export interface PatternTable {
  /** The next place at or after `from` where a pattern begins or may begin; the buffer's length if there is none. */
  next(buffer: Uint8Array, from: number): number;
  /** Compares the patterns with the bytes at `at`. */
  test(buffer: Uint8Array, at: number): PatternHit;
}

/**
 * Builds a table that skips ordinary text with one look-up a byte.
 *
 * @param patterns - at least two bytes each.
 */
export function createPatternTable(patterns: readonly Uint8Array[]): PatternTable {
  const slots = new Uint16Array(0x1_0000);
  const buckets: Uint8Array[][] = [[]];
  const firstBytes = new Set<number>();
  for (const pattern of [...patterns].sort((a, b) => b.length - a.length)) {
    const pair = pairAt(pattern, 0);
    firstBytes.add(pair >> 8);
    const slot = slots[pair] || (slots[pair] = buckets.push([]) - 1);
    buckets[slot]?.push(pattern);
  }
  const next = (buffer: Uint8Array, from: number): number => {
    const last = buffer.length - 1;
    let current = buffer[from] ?? 0;
    for (let at = from; at < last; at += 1) {
      const following = buffer[at + 1] ?? 0;
      if (slots[(current << 8) | following] !== 0) return at;
      current = following;
    }
    return from <= last && firstBytes.has(current) ? last : buffer.length;
  };
  const test = (buffer: Uint8Array, at: number): PatternHit => {
    if (at === buffer.length - 1) return { matched: 0, live: firstBytes.has(buffer[at] ?? 0) };
    let live = false;
    for (const pattern of buckets[slots[pairAt(buffer, at)] ?? 0] ?? []) {
      const available = Math.min(pattern.length, buffer.length - at);
      if (!agrees(pattern, buffer, { at, length: available })) continue;
      if (available === pattern.length) return { matched: available, live };
      live = true;
    }
    return { matched: 0, live };
  };
  return { next, test };
}

function pairAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function agrees(
  pattern: Uint8Array,
  buffer: Uint8Array,
  { at, length }: { readonly at: number; readonly length: number },
): boolean {
  for (let offset = 2; offset < length; offset += 1) {
    if (pattern[offset] !== buffer[at + offset]) return false;
  }
  return true;
}
