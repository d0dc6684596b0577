import type { BigIntStats } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import type { ExpectedFile } from './FixPlan.js';
import type { FixFs } from './FixFs.js';

/** What a path is now, links not followed; `undefined` when there is nothing. */
export function stateOf(fs: Pick<FixFs, 'lstatSync'>, path: string): BigIntStats | undefined {
  try {
    return fs.lstatSync(path, { bigint: true });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Whether this still is the file that was seen. */
export function isExpected(stats: BigIntStats, expected: ExpectedFile | undefined): boolean {
  if (expected === undefined) return true;
  return (
    String(stats.ino) === expected.ino &&
    String(stats.dev) === expected.dev &&
    (expected.mtime_ns === undefined || String(stats.mtimeNs) === expected.mtime_ns)
  );
}

/** Whether nobody wrote to a file between two looks at it. */
export function isUnwritten(before: BigIntStats, after: BigIntStats): boolean {
  return before.ino === after.ino && before.size === after.size && before.mtimeNs === after.mtimeNs;
}
