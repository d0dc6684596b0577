import type { PackageSpec, Release } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { asRecord, asTexts, parseJson } from './json.js';
import { failureOfCode, managerFailure } from './managerFailure.js';

/**
 * Every release of a package, asked through the manager's own `view`, which knows the user's registries, logins,
 * proxies and certificates. Only the release tagged `latest` has its integrity: a registry's answer holds that of all,
 * but `view` shows it for one at a time.
 */
export async function npmReleases(
  task: ManagerTask,
  command: readonly string[],
  name: string,
): Promise<readonly Release[]> {
  const fields = ['version', 'versions', 'time', 'dist-tags', 'dist.integrity'];
  const answer = asRecord(await view(task, [...command, name, ...fields]));
  const versions = textOrTexts(answer.versions);
  if (versions.length === 0) {
    throw failureOfCode('INSTALL_PACKAGE_NOT_FOUND', task, { exitCode: 0, stdout: '', stderr: '' });
  }
  const times = asRecord(answer.time);
  const tags = Object.entries(asRecord(answer['dist-tags']));
  return versions.map((version) => {
    const time = times[version];
    const publishedAt = typeof time === 'string' ? Date.parse(time) : Number.NaN;
    const own = tags.filter(([, tagged]) => tagged === version).map(([tag]) => tag);
    return {
      version,
      integrity: version === answer.version ? hashes(answer['dist.integrity']) : [],
      ...(!Number.isNaN(publishedAt) && { publishedAt }),
      ...(own.length > 0 && { tags: own }),
    };
  });
}

/** The integrity of one release, as the registry gives it; empty when it gives none. */
export async function npmIntegrity(
  task: ManagerTask,
  command: readonly string[],
  spec: PackageSpec,
): Promise<readonly string[]> {
  const answer = await view(task, [...command, `${spec.name}@${spec.version}`, 'version', 'dist.integrity']);
  return hashes(asRecord(answer)['dist.integrity']);
}

async function view(task: ManagerTask, args: readonly string[]): Promise<unknown> {
  const result = await callManager(task, { args });
  if (result.exitCode !== 0) throw managerFailure(task, result);
  const answer = parseJson(result.stdout);
  if (answer === undefined && result.stdout.trim() !== '') {
    throw failureOfCode('INSTALL_NETWORK', task, { ...result, stderr: 'the answer is no JSON' });
  }
  // Some releases of npm answer with a list of one.
  return Array.isArray(answer) ? (answer as unknown[]).at(-1) : answer;
}

function hashes(value: unknown): readonly string[] {
  return textOrTexts(value)
    .flatMap((text) => text.split(/\s+/))
    .filter((hash) => /^sha(?:256|384|512)-[A-Za-z0-9+/]+=*$/.test(hash))
    .sort();
}

function textOrTexts(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : asTexts(value);
}
