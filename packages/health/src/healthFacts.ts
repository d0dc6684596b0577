export interface ConfigFacts {
  readonly version: string;
  /** Top-level sections present, such as `registry`. */
  readonly sections: readonly string[];
  readonly files: readonly string[];
  readonly warnings: readonly string[];
}

export interface ToolFacts {
  readonly tool: string;
  readonly name: string;
  readonly installed: boolean;
  /** The name or path under which the tool was found. */
  readonly command: string | null;
}

export interface SearchPathFacts {
  /** The text of `PATH`. */
  readonly value: string;
  /** Folders that must be in it in this order; empty means those the package managers use on this platform. */
  readonly order: readonly string[];
  /** The folder all tools are installed under, or empty. */
  readonly toolsRoot: string;
}

/** A folder or file of the product, whether it exists yet or not. */
export interface OwnPath {
  readonly path: string;
  /** Others must not even read it: a vault, a key, a log. */
  readonly confidential: boolean;
}

export interface UserFacts {
  /** The user's number, or null where the platform has none. */
  readonly uid: number | null;
  readonly home: string;
}

export interface VaultFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly protector: string | null;
  readonly secretCount: number;
  /** False when it cannot be opened without asking for a passphrase. */
  readonly unlocked: boolean;
  /** An older copy was put back in its place. */
  readonly rolledBack?: boolean;
  /** Why the vault cannot be used, if it cannot. */
  readonly problem?: string;
  readonly fix?: string;
}

/** The Node this process runs on. */
export interface NodeFacts {
  /** As `process.version`. */
  readonly version: string;
  readonly executable: string;
}

export interface VersionQuestion {
  /** Absolute path of the program. */
  readonly file: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
}

/** `ahead`: newer than the lock; every difference from a pin is `drift`. */
export type DriftStatus = 'ok' | 'drift' | 'missing' | 'unpinned' | 'ahead';

export interface DriftFacts {
  readonly summary: {
    readonly total: number;
    readonly ok: number;
    readonly drift: number;
    readonly missing: number;
    readonly has_drift: boolean;
  };
  readonly statuses: readonly {
    readonly tool: string;
    readonly manager: string;
    readonly expected: string | null;
    readonly actual: string | null;
    readonly status: DriftStatus;
  }[];
}

export interface DiskFacts {
  /** The folders that must have room. One that does not exist stands for the nearest one above it that does. */
  readonly directories: readonly string[];
  readonly warnBelowBytes: number;
  readonly failBelowBytes: number;
}

export interface DuplicateTool {
  readonly command: string;
  /** Different files, in the order of PATH: the first is the one that runs. */
  readonly copies: readonly { readonly path: string; readonly version: string | null }[];
}

export interface AuditFacts {
  readonly path: string;
  /** Whether events are recorded at all. */
  readonly enabled: boolean;
  readonly intact: boolean;
  readonly records: number;
  /** Records that the older systems left in the log, which have no chain; absent where there is one. */
  readonly olderRecords?: number;
  /** What is wrong with the log, if something is. */
  readonly problem: string | null;
  readonly fix: string | null;
}
