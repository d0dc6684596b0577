/** One file of a group in a scan's JSON document. */
export interface DocumentEntry {
  readonly path: string;
  readonly dev?: string;
  readonly ino?: string;
  readonly mtime_ns?: string;
  /** Further names of the same file. */
  readonly links: readonly string[];
}

/** A group of equal files in a scan's JSON document. */
export interface DocumentGroup {
  /** Bytes of one file; `undefined` in documents of the older system. */
  readonly size: number | undefined;
  readonly entries: readonly DocumentEntry[];
}

/** A cache in a scan's JSON document. */
export interface DocumentCache {
  readonly path: string;
  readonly bytes: number;
  readonly dev?: string;
  readonly ino?: string;
  /** Anything but `false` or an `ai_state` may be moved. */
  readonly expendable: boolean;
  readonly central: boolean;
}

/** What a fix understands of a scan's JSON document. */
export interface ScanDocument {
  readonly groups: readonly DocumentGroup[];
  readonly caches: readonly DocumentCache[];
}
