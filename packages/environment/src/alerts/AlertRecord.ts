/** What a watcher saw. */
export interface FileChange {
  /** Absolute. */
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/**
 * One alert, in the fields of the older system's records of Windows event 4663. A file watcher does not learn which
 * process wrote, so `ProcessName` is empty.
 */
export interface AlertRecord {
  /** UTC, ISO 8601. */
  readonly TimeCreated: string;
  /** Counts up within a file of records; -1 for a test. */
  readonly RecordId: number;
  readonly MachineName: string;
  readonly UserId: string;
  /** The file. */
  readonly ObjectName: string;
  readonly ProcessName: string;
  /** Hexadecimal, as in the security log: 0x2 written, 0x10000 deleted. */
  readonly AccessMask: string;
  readonly Accesses: string;
  readonly SubjectUser: string;
}

/** `RecordId` of a test alert. */
export const testRecordId = -1;
