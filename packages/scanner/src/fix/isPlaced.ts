import type { BigIntStats } from 'node:fs';
import type { ReplaceIntent } from './FixIntent.js';
import { isSameMicrosecond } from './fileTimes.js';

/** Whether a file is the link or clone that a fix put there, and nobody wrote to it since. */
export function isPlaced(stats: BigIntStats, intent: ReplaceIntent): boolean {
  if (!stats.isFile() || String(stats.size) !== intent.size) return false;
  return intent.method === 'hardlink'
    ? String(stats.ino) === intent.keep_ino && String(stats.mtimeNs) === intent.keep_mtime_ns
    : isSameMicrosecond(stats.mtimeNs, BigInt(intent.mtime_ns));
}
