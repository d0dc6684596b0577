import { AimError } from '@aim/core';
import type { Release } from '../PackageManager.js';
import type { ManagerTask } from './callManager.js';
import { httpTarget } from './httpTarget.js';
import { managerError } from './managerErrors.js';
import type { PythonIndex, PythonIndexes } from './PythonIndexes.js';
import { simpleReleases } from './simpleIndex.js';

/**
 * Every release of a package on the one of the configured indexes that has it.
 *
 * @throws AimError `INSTALL_PACKAGE_NOT_FOUND`, `INSTALL_INDEX_AMBIGUOUS`, `INSTALL_NETWORK`, `INSTALL_TIMEOUT`
 */
export async function pythonReleases(
  task: ManagerTask,
  name: string,
  indexes: PythonIndexes,
): Promise<readonly Release[]> {
  const answer = await askIndexes(task, name, distinct(indexes));
  if (answer instanceof AimError) throw answer;
  return answer;
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
  indexes: PythonIndexes,
): Promise<void> {
  const all = distinct(indexes);
  if (all.length > 1) await askIndexes(task, name, all);
}

function distinct({ main, extra }: PythonIndexes): readonly PythonIndex[] {
  const byUrl = new Map<string, PythonIndex>();
  for (const { url, setBy } of [main, ...extra]) {
    const bare = url.replace(/\/+$/, '');
    if (!byUrl.has(bare)) byUrl.set(bare, { url: bare, setBy });
  }
  return [...byUrl.values()];
}

/** The releases on the one index that has the package, or why the first one has it not. */
async function askIndexes(
  task: ManagerTask,
  name: string,
  indexes: readonly PythonIndex[],
): Promise<readonly Release[] | AimError> {
  const answers = await Promise.all(
    indexes.map((index) => askIndex(task, name, { index, several: indexes.length > 1 })),
  );
  const holding = indexes.filter((_, at) => !(answers[at] instanceof AimError));
  if (holding.length > 1) throw ambiguous(task, name, holding);
  return answers.find((answer) => !(answer instanceof AimError)) ?? answers[0] ?? [];
}

async function askIndex(
  task: ManagerTask,
  name: string,
  { index, several }: { readonly index: PythonIndex; readonly several: boolean },
): Promise<readonly Release[] | AimError> {
  try {
    return await simpleReleases(task, index.url, name);
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    const { code, message, hint = '' } = error;
    if (code === 'INSTALL_PACKAGE_NOT_FOUND') return error;
    if (!several || (code !== 'INSTALL_NETWORK' && code !== 'INSTALL_TIMEOUT')) throw error;
    throw managerError(code, `${message} This index comes from ${index.setBy}.`, {
      hint: `${hint} An index that you do not need take out there: as long as one does not answer, it cannot be known whether it has another ${name}, and nothing is installed.`,
      details: { manager: task.manager.id, name, setBy: index.setBy },
      cause: error,
    });
  }
}

function ambiguous(task: ManagerTask, name: string, holding: readonly PythonIndex[]): AimError {
  const shown = holding.map(({ url, setBy }) => ({ url: httpTarget(url).shown, setBy }));
  const list = shown.map(({ url, setBy }) => `${url} (from ${setBy})`).join(', ');
  return managerError('INSTALL_INDEX_AMBIGUOUS', `${name} is on more than one index: ${list}.`, {
    hint: `Leave ${task.manager.id} one index for it, such as a mirror that serves both.`,
    details: { manager: task.manager.id, name, indexes: shown.map(({ url }) => url) },
  });
}
