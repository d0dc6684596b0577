/** One entry of `environment.observability.logFiles`. */
export interface LogFile {
  /** Absolute. */
  readonly path: string;
  /** Rotated from this size on, in MiB. */
  readonly maxSizeMB: number;
  /** Files kept, the live one included. */
  readonly maxFiles: number;
}

/** What happens to one log file. */
export interface LogRotation {
  readonly path: string;
  /**
   * `single`: it is due, but `maxFiles` is 1, so that rotating would throw its newest lines away; it stays.
   * `link`: a symbolic link, which might lead anywhere; it stays.
   * `unreadable`: it cannot be looked at, as `error` says.
   */
  readonly state: 'rotate' | 'small' | 'missing' | 'single' | 'link' | 'not_file' | 'unreadable';
  /** The system's error code. */
  readonly error?: string;
  /** Bytes; absent when there is no such file. */
  readonly size?: number;
  /** Renames, in this order. */
  readonly moves: readonly LogMove[];
  /** Rotated files beyond `maxFiles`. */
  readonly remove: readonly string[];
  /** What the live file was when the plan was made. */
  readonly identity?: LogIdentity;
}

export interface LogMove {
  readonly from: string;
  readonly to: string;
}

/** Tells whether a file is still the same one, and what the new live file is to look like. */
export interface LogIdentity {
  readonly dev: number;
  readonly ino: number;
  readonly mode: number;
}
