import type { CacheEntry } from '../caches/CacheEntry.js';

/** `misplaced.json` of the reports folder. */
export interface MisplacedReport {
  /** ISO 8601. */
  readonly time: string;
  readonly misplaced: readonly { readonly path: string; readonly name: string; readonly project: string }[];
  readonly total: number;
  readonly total_bytes: number;
  readonly errors: readonly { readonly path: string; readonly error: string }[];
}

/** Shapes what a scan for caches found as the older system's `misplaced.json`, with totals and errors added. */
export function misplacedReport(
  scan: {
    readonly caches: readonly CacheEntry[];
    readonly errors: readonly { readonly path: string; readonly error: string }[];
  },
  time: Date,
): MisplacedReport {
  const misplaced = scan.caches.filter(({ placement }) => placement === 'misplaced');
  return {
    time: time.toISOString(),
    misplaced: misplaced.map(({ path, name, project }) => ({ path, name, project })),
    total: misplaced.length,
    total_bytes: misplaced.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    errors: scan.errors.map(({ path, error }) => ({ path, error })),
  };
}
