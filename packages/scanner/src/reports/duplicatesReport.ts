/** What `duplicates.json` needs to know of one group of equal files. */
export interface ReportedGroup {
  readonly hash: string;
  readonly files: readonly string[];
  /** Bytes of one of the files. */
  readonly size?: number;
}

/** `duplicates.json` of the reports folder. */
export interface DuplicatesReport {
  /** ISO 8601. */
  readonly time: string;
  readonly duplicates: readonly {
    readonly hash: string;
    readonly count: number;
    readonly files: readonly string[];
  }[];
  readonly total: number;
  /** Bytes that the copies beyond the first take up. */
  readonly total_wasted_bytes: number;
  readonly errors: readonly { readonly path: string; readonly error: string }[];
}

/** Shapes groups of equal files as the older system's `duplicates.json`, with totals and errors added. */
export function duplicatesReport(
  scan: {
    readonly groups: readonly ReportedGroup[];
    readonly errors?: readonly { readonly path: string; readonly error: string }[];
  },
  time: Date,
): DuplicatesReport {
  return {
    time: time.toISOString(),
    duplicates: scan.groups.map(({ hash, files }) => ({ hash, count: files.length, files })),
    total: scan.groups.length,
    total_wasted_bytes: scan.groups.reduce(
      (sum, { files, size = 0 }) => sum + size * Math.max(0, files.length - 1),
      0,
    ),
    errors: (scan.errors ?? []).map(({ path, error }) => ({ path, error })),
  };
}
