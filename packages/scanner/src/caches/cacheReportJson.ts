import type { CacheEntry, CacheScan, ScanProblem } from './CacheEntry.js';
import type { AiState, AiStateScan } from './findAiState.js';

/** What a document of this kind calls itself. */
export const cachesDocumentKind = 'aim-scan-caches';

/** The document that `scan caches --json` prints and `scan fix` reads. */
export interface CacheReportJson {
  readonly kind: typeof cachesDocumentKind;
  readonly version: 1;
  readonly misplaced_caches: readonly CacheEntry[];
  readonly central_caches: readonly CacheEntry[];
  /** What the AI tools keep, part by part. */
  readonly ai_state: readonly AiState[];
  readonly errors: readonly ScanProblem[];
  readonly summary: {
    /** MiB of the misplaced caches. */
    readonly total_cache_mb: number;
    readonly total_cache_bytes: number;
    readonly total_caches: number;
    /** Bytes of AI tools' files that are safe to drop. */
    readonly droppable_bytes: number;
    readonly scanned_folders: number;
    readonly scanned_entries: number;
  };
}

/** Puts what was found in the shape that scripts written for the earlier system read, with more beside it. */
export function cacheReportJson(
  scan: CacheScan,
  { ai_state, errors }: AiStateScan = { ai_state: [], errors: [] },
): CacheReportJson {
  const misplaced = scan.caches.filter(({ placement }) => placement === 'misplaced');
  const bytes = misplaced.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  return {
    kind: cachesDocumentKind,
    version: 1,
    misplaced_caches: misplaced,
    central_caches: scan.caches.filter(({ placement }) => placement === 'central'),
    ai_state,
    errors: [...scan.errors, ...errors],
    summary: {
      total_cache_mb: bytes / 1024 / 1024,
      total_cache_bytes: bytes,
      total_caches: misplaced.length,
      droppable_bytes: ai_state.reduce((sum, state) => sum + state.droppable_bytes, 0),
      scanned_folders: scan.scanned_folders,
      scanned_entries: scan.scanned_entries,
    },
  };
}
