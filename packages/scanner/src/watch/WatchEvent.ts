import type { CacheEntry } from '../caches/CacheEntry.js';

/**
 * How changes in folders are learnt of: by one watch per folder (Linux), by the native watcher, by Node's own, or by
 * looking at intervals.
 */
export type WatchMode = 'inotify' | 'parcel' | 'fs' | 'poll';

/** What a watcher tells. */
export type WatchEvent =
  /** The watch stands, and the folders have been looked through once. */
  | {
      readonly type: 'ready';
      readonly mode: WatchMode;
      readonly roots: readonly string[];
      readonly caches: number;
    }
  /** Something that a reader should know and need not act on, such as a slower way of watching. */
  | { readonly type: 'notice'; readonly code: WatchNotice; readonly message: string; readonly hint: string }
  | { readonly type: 'config_changed'; readonly change: ConfigChange }
  /** `initial`: it was there when the watch began. */
  | { readonly type: 'cache_found'; readonly cache: CacheEntry; readonly initial: boolean }
  | {
      readonly type: 'cache_centralised';
      readonly path: string;
      readonly target: string;
      readonly run: string;
    }
  /** A cache stays where it is. */
  | { readonly type: 'cache_kept'; readonly path: string; readonly reason: string }
  /** One thing failed and the watch goes on. */
  | { readonly type: 'failed'; readonly path: string; readonly code: string };

export type WatchNotice = 'WATCHER_ABSENT' | 'WATCH_LIMIT' | 'ROOT_MISSING' | 'ROOT_BACK';

/** A configuration file that is not what it was. */
export interface ConfigChange {
  readonly path: string;
  readonly kind: 'created' | 'modified' | 'removed';
  /** SHA-256 of its content, hexadecimal; `null` when there is none. */
  readonly sha256: string | null;
  readonly previous_sha256: string | null;
}
