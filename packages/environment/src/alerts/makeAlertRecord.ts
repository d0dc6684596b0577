import type { AlertRecord, FileChange } from './AlertRecord.js';

export interface AlertSource {
  readonly hostname: string;
  readonly username: string;
  /** The user's number on POSIX systems, else its name. */
  readonly userId: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

const accesses = {
  created: { AccessMask: '0x2', Accesses: 'WriteData (or AddFile)' },
  changed: { AccessMask: '0x2', Accesses: 'WriteData (or AddFile)' },
  deleted: { AccessMask: '0x10000', Accesses: 'DELETE' },
};

/** The record of a change. */
export function makeAlertRecord({ path, kind }: FileChange, id: number, source: AlertSource): AlertRecord {
  return {
    TimeCreated: new Date(source.now()).toISOString(),
    RecordId: id,
    MachineName: source.hostname,
    UserId: source.userId,
    ObjectName: path,
    ProcessName: '',
    ...accesses[kind],
    SubjectUser: source.username,
  };
}
