import type * as nodeFs from 'node:fs';
import { systemFs } from '@aim/core';

/** The file system calls a rotation is made of. */
export type LogFs = Pick<
  typeof nodeFs,
  'closeSync' | 'fchmodSync' | 'lstatSync' | 'openSync' | 'renameSync' | 'unlinkSync'
>;

export interface LogEffects {
  readonly fs: LogFs;
  readonly platform: NodeJS.Platform;
}

/** Fills in the machine's own effects. */
export function logEffects(given: Partial<LogEffects> = {}): LogEffects {
  return { fs: given.fs ?? systemFs, platform: given.platform ?? process.platform };
}
