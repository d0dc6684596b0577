import type * as nodeFs from 'node:fs';

/** The calls a scan makes; all of them only read. */
export type ScanFs = Pick<
  typeof nodeFs,
  'readdirSync' | 'lstatSync' | 'fstatSync' | 'openSync' | 'readSync' | 'closeSync' | 'realpathSync'
>;
