/** A cache that was found. The first four fields are the older system's; all are JSON. */
export interface CacheEntry {
  /** Absolute path, as reached from the root that was given. */
  readonly path: string;
  /** The pattern it matched, as written. */
  readonly pattern: string;
  /** `size_bytes` in MiB. */
  readonly size_mb: number;
  /** Regular files in it, at any depth; 1 for a file. */
  readonly file_count: number;
  readonly name: string;
  readonly kind: 'folder' | 'file';
  /** The sum of the lengths of its regular files, in bytes; a file with two names in it counts twice. */
  readonly size_bytes: number;
  /** When the newest of its files was modified, ISO 8601. */
  readonly newest_mtime: string;
  /** Whole days since then. */
  readonly age_days: number;
  /** The nearest folder upward that is a git work tree, else the root of the scan. */
  readonly project: string;
  /** `central`: it lies where caches may stay. */
  readonly placement: 'central' | 'misplaced';
  /** `ai_state`: a login, a history or settings may be in it, so that it is never moved as a whole. */
  readonly holds: 'cache' | 'ai_state';
  /** Identity of the file or folder itself, decimal. */
  readonly dev: string;
  readonly ino: string;
}

/** An entry that could not be looked at. */
export interface ScanProblem {
  readonly path: string;
  /** The system's error code, or `NOT_UTF8` for a name that is not UTF-8, or `INSIDE_GIT`. */
  readonly error: string;
}

export interface CacheScan {
  /** The largest first. */
  readonly caches: readonly CacheEntry[];
  readonly errors: readonly ScanProblem[];
  readonly scanned_folders: number;
  readonly scanned_entries: number;
}
