/** How a fix gets the space of a duplicate back, or a cache out of the way. */
export type FixMethod = 'hardlink' | 'reflink' | 'quarantine';

/** Which file of a group stays as it is. */
export type KeepRule = 'first' | 'oldest' | 'newest' | 'shortest-path';

/** What a scan saw of a file; a fix leaves a file alone that is not this one any more. */
export interface ExpectedFile {
  readonly dev: string;
  readonly ino: string;
  /** Nanoseconds since the epoch, decimal; absent where only the identity counts. */
  readonly mtime_ns?: string;
}

/** A file to be replaced by, or moved away because of, a file of the same content. */
export interface DuplicateFixItem {
  readonly kind: 'duplicate';
  /** Where it is not UTF-8, its bytes stand as lone surrogates; `readablePaths` makes text of that. */
  readonly path: string;
  /** The file of the same content that stays. */
  readonly keep: string;
  /** Bytes. */
  readonly size: number;
  readonly expected?: ExpectedFile;
  readonly keepExpected?: ExpectedFile;
}

/** A cache, or another file or folder, to be moved away as a whole. */
export interface CacheFixItem {
  readonly kind: 'cache';
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly expected?: ExpectedFile;
}

export type FixItem = DuplicateFixItem | CacheFixItem;

/** What a fix would do, and what it would leave alone and why. It is exactly what `applyFix` takes. */
export interface FixPlan {
  readonly method: FixMethod;
  readonly items: readonly FixItem[];
  readonly skipped: readonly SkippedPath[];
  /** Bytes that the items take up now. */
  readonly bytes: number;
}

export interface SkippedPath {
  readonly path: string;
  readonly reason: PlanSkipReason;
}

export type PlanSkipReason =
  /** It is the one that stays. */
  | 'kept'
  /** Part of a git repository's own files. */
  | 'inside_git'
  /** A login, a history or settings may be in it. */
  | 'ai_state'
  /** It lies where caches may stay. */
  | 'central'
  /** Its name is not UTF-8, and the document does not give its bytes. */
  | 'not_utf8'
  /** Only quarantine makes sense for it. */
  | 'needs_quarantine'
  /** It lies in something that is moved as a whole. */
  | 'inside_moved'
  /** It is the same file as the one that stays. */
  | 'same_file'
  /** It has no content to share. */
  | 'empty'
  /** It was named before. */
  | 'repeated';
