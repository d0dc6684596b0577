import type * as nodeFs from 'node:fs';

/** The file system calls that reading configuration needs. */
export type ConfigFs = Pick<typeof nodeFs, 'statSync' | 'readFileSync' | 'realpathSync'>;
