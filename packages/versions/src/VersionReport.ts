/** ok: as wanted; drift: not what the pin, or else the lock, says; ahead: unpinned and newer than the lock. */
export type VersionStatus = 'ok' | 'drift' | 'missing' | 'unpinned' | 'ahead';

/** The installed version compared with the expected one; `different` where they cannot be ordered. */
export type DriftDirection = 'older' | 'newer' | 'different';

export interface VersionRow {
  /** The tool's id in the registry, or the package's name. */
  readonly tool: string;
  readonly manager: string;
  /** The package's name. */
  readonly name: string;
  /** The pin, or else the locked version; null when any version will do. */
  readonly expected: string | null;
  /** Null when it is not installed. */
  readonly actual: string | null;
  readonly status: VersionStatus;
  /** Present when the status is `drift` or `ahead`. */
  readonly direction?: DriftDirection;
  /** What the lock says, where it says anything. */
  readonly locked?: string;
  /** Where `expected` comes from: the setting that pins it, or `lock`. */
  readonly source?: string;
}

export interface VersionSummary {
  readonly total: number;
  /** Those that need nothing: neither drift nor missing. Includes `unpinned` and `ahead`. */
  readonly ok: number;
  readonly drift: number;
  readonly missing: number;
  /** Whether `drift` is above 0. */
  readonly has_drift: boolean;
  /** How many of `ok` are held by nothing. */
  readonly unpinned: number;
  /** How many of `ok` are newer than the lock. */
  readonly ahead: number;
}

export interface VersionReport {
  /** By manager in the order given, and by name. */
  readonly rows: readonly VersionRow[];
  readonly summary: VersionSummary;
}
