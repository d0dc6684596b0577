import type * as nodeFs from 'node:fs';
import type { AtomicWriteFs } from '@aim/core';

/** The file system calls that applying and rolling back a migration need. */
export type MigrationFs = AtomicWriteFs &
  Pick<typeof nodeFs, 'statSync' | 'readFileSync' | 'readdirSync' | 'rmSync'>;

export interface MigrationEffects {
  /** The product's state folder. */
  readonly stateDir: string;
  readonly fs?: MigrationFs;
  readonly clock?: () => Date;
}
