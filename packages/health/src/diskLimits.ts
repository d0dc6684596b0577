import type { DiskFacts } from './healthFacts.js';

/** The free space below which the disk check warns and fails: 1 GiB and 200 MiB. */
export const diskLimits: Pick<DiskFacts, 'warnBelowBytes' | 'failBelowBytes'> = {
  warnBelowBytes: 1024 ** 3,
  failBelowBytes: 200 * 1024 ** 2,
};
