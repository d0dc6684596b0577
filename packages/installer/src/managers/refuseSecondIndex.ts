import { AimError } from '@aim/core';
import type { ManagerTask } from './callManager.js';
import { httpTarget } from './httpTarget.js';
import { managerError } from './managerErrors.js';
import { simpleReleases } from './simpleIndex.js';

export interface PythonIndexes {
  /** The index that versions are looked up in. */
  readonly main: string;
  readonly extra: readonly string[];
}

/**
 * Refuses a package that more than one of the configured indexes has: whose files would be installed is for the
 * program to choose then, and whoever may publish on one of them could stand in for the other (CVE-2018-20225).
 *
 * @throws AimError `INSTALL_INDEX_AMBIGUOUS`, and what an index that does not answer gives
 */
export async function refuseSecondIndex(
  task: ManagerTask,
  name: string,
  { main, extra }: PythonIndexes,
): Promise<void> {
  const urls = [...new Set([main, ...extra].map((url) => url.replace(/\/+$/, '')))];
  if (urls.length === 1) return;
  const answers = await Promise.all(urls.map((url) => isListed(task, url, name)));
  const holding = urls.filter((_, index) => answers[index]).map((url) => httpTarget(url).shown);
  if (holding.length < 2) return;
  throw managerError('INSTALL_INDEX_AMBIGUOUS', `${name} is on more than one index: ${holding.join(', ')}.`, {
    hint: `Leave ${task.manager.id} one index for it, such as a mirror that serves both.`,
    details: { manager: task.manager.id, name, indexes: holding },
  });
}

async function isListed(task: ManagerTask, url: string, name: string): Promise<boolean> {
  try {
    await simpleReleases(task, url, name);
    return true;
  } catch (error) {
    if (error instanceof AimError && error.code === 'INSTALL_PACKAGE_NOT_FOUND') return false;
    throw error;
  }
}
