import type { Release } from '../PackageManager.js';
import type { ManagerTask } from './callManager.js';
import { distributionVersion } from './distributionVersion.js';
import { httpTarget } from './httpTarget.js';
import { httpText } from './httpText.js';
import { failureOfCode } from './managerFailure.js';
import { networkError } from './networkError.js';
import { normalizePythonName } from './pythonName.js';
import { parseSimpleHtml, parseSimpleJson, type SimpleFile } from './simpleFiles.js';

const accept =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';

/**
 * Every release of a project on a Python package index. A release was published when the newest of its files was: a
 * file that is added to an old release is as fresh as a new release. It is yanked when all of its files are.
 *
 * @throws AimError `INSTALL_PACKAGE_NOT_FOUND`, `INSTALL_NETWORK`, `INSTALL_TIMEOUT`
 */
export async function simpleReleases(
  task: ManagerTask,
  indexUrl: string,
  name: string,
): Promise<readonly Release[]> {
  const project = normalizePythonName(name);
  const url = `${indexUrl.replace(/\/+$/, '')}/${project}/`;
  const answer = await httpText({ url, accept }, task.context);
  const { shown } = httpTarget(url);
  if (answer.status === 404) throw notFound(task, `${shown} does not exist`);
  if (answer.status !== 200) throw networkError(shown, `it answered with status ${answer.status}`);
  const files = parseFiles(answer.contentType, answer.text);
  if (files === undefined)
    throw networkError(
      shown,
      `it answered with ${answer.contentType || 'no type'}, not with a list of files`,
    );
  const releases = byVersion(files, project);
  if (releases.length === 0) throw notFound(task, `${shown} lists no file that can be installed`);
  return releases;
}

function parseFiles(contentType: string, text: string): readonly SimpleFile[] | undefined {
  return /json/i.test(contentType)
    ? parseSimpleJson(text)
    : /html|^$/i.test(contentType)
      ? parseSimpleHtml(text)
      : undefined;
}

function byVersion(files: readonly SimpleFile[], project: string): readonly Release[] {
  const groups = new Map<string, SimpleFile[]>();
  for (const file of files) {
    const version = distributionVersion(file.name, project);
    if (version === undefined) continue;
    const group = groups.get(version);
    if (group === undefined) groups.set(version, [file]);
    else group.push(file);
  }
  return [...groups].map(([version, group]) => {
    const times = group.flatMap(({ uploadedAt }) => uploadedAt ?? []);
    const hashes = group.flatMap(({ sha256 }) => (sha256 === undefined ? [] : `sha256:${sha256}`));
    return {
      version,
      integrity: [...new Set(hashes)].sort(),
      ...(times.length > 0 && { publishedAt: times.reduce((a, b) => Math.max(a, b)) }),
      ...(group.every(({ yanked }) => yanked) && { yanked: true }),
    };
  });
}

function notFound(task: ManagerTask, stderr: string) {
  return failureOfCode('INSTALL_PACKAGE_NOT_FOUND', task, { exitCode: null, stdout: '', stderr });
}
