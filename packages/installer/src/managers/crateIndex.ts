import type { Release } from '../PackageManager.js';
import type { ManagerTask } from './callManager.js';
import { httpText } from './httpText.js';
import { asRecord, parseJson } from './json.js';
import { failureOfCode } from './managerFailure.js';
import { networkError } from './networkError.js';

export const publicCrateIndex = 'https://index.crates.io';

/** Every release of a crate, from the index that cargo itself reads: one JSON document a line. */
export async function crateReleases(
  task: ManagerTask,
  indexUrl: string,
  name: string,
): Promise<readonly Release[]> {
  const url = `${indexUrl}/${cratePath(name.toLowerCase())}`;
  const answer = await httpText({ url, accept: 'text/plain' }, task.context);
  if (answer.status === 404 || answer.status === 410 || answer.status === 451) {
    throw failureOfCode('INSTALL_PACKAGE_NOT_FOUND', task, { exitCode: null, stdout: '', stderr: '' });
  }
  if (answer.status !== 200) throw networkError(url, `it answered with status ${answer.status}`);
  const lines = answer.text.split('\n').filter((line) => line !== '');
  return lines.flatMap((line): Release[] => {
    const { vers, cksum, yanked, pubtime } = asRecord(parseJson(line));
    if (typeof vers !== 'string') return [];
    const publishedAt = typeof pubtime === 'string' ? Date.parse(pubtime) : Number.NaN;
    return [
      {
        version: vers,
        integrity: typeof cksum === 'string' ? [`sha256:${cksum}`] : [],
        ...(!Number.isNaN(publishedAt) && { publishedAt }),
        ...(yanked === true && { yanked }),
      },
    ];
  });
}

function cratePath(name: string): string {
  if (name.length <= 2) return `${name.length}/${name}`;
  if (name.length === 3) return `3/${name.slice(0, 1)}/${name}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}
