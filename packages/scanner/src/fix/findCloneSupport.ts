import { constants } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { stateOf } from './fileState.js';
import type { FixContext } from './FixContext.js';
import { sideNames } from './fixPaths.js';
import type { FixPlan } from './FixPlan.js';
import { quietly } from './quietly.js';

/**
 * Tries, once on each file system of the plan, whether a file can be cloned. The clone is removed again. An item
 * that cannot be tried, because it is gone or its folder cannot be written to, tells nothing.
 */
export function findCloneSupport({ items }: FixPlan, context: FixContext): 'some' | 'none' | 'unknown' {
  const tried = new Set<bigint>();
  for (const item of items) {
    if (item.kind !== 'duplicate') continue;
    const device = deviceOf(item.keep, context);
    if (device === undefined || tried.has(device)) continue;
    const answer = tryClone(item, -1 - tried.size, context);
    if (answer === 'yes') return 'some';
    if (answer === 'no') tried.add(device);
  }
  return tried.size > 0 ? 'none' : 'unknown';
}

function tryClone(
  { path, keep }: { readonly path: string; readonly keep: string },
  n: number,
  { fs, run, journal }: FixContext,
): 'yes' | 'no' | 'unknown' {
  const { fresh } = sideNames(path, run, n);
  journal.append([{ t: 'do', n, op: 'probe', path: fresh }]);
  try {
    fs.copyFileSync(keep, fresh, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return 'yes';
  } catch (error) {
    const elsewhere = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'];
    return elsewhere.includes(systemErrorCode(error)) ? 'unknown' : 'no';
  } finally {
    quietly(() => fs.unlinkSync(fresh));
    quietly(() => journal.append([{ t: 'undone', n }]));
  }
}

function deviceOf(path: string, { fs }: FixContext): bigint | undefined {
  try {
    return stateOf(fs, path)?.dev;
  } catch {
    return undefined;
  }
}
