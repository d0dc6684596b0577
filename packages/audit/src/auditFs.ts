import type * as nodeFs from 'node:fs';

/** The file system calls an append is made of. */
export type AuditFs = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'existsSync'
  | 'fdatasync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'ftruncateSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'renameSync'
  | 'unlinkSync'
  | 'writeFileSync'
  | 'writeSync'
>;
