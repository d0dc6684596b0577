import { join } from 'node:path';
import { AimError } from '@aim/core';
import type {
  DirectoryInstallation,
  DirectoryManager,
  InstalledPackage,
  ManagerContext,
  PackageSpec,
} from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { namesIn } from './directoryEntries.js';
import { findProgram } from './findProgram.js';
import { asRecord, parseJson, readJsonFile } from './json.js';
import { failureOfCode, managerFailure, type FailureText } from './managerFailure.js';
import { makePipxShared } from './makePipxShared.js';
import { normalizePep440 } from './pep440Version.js';
import { pipIndexes } from './pipIndexes.js';
import { pipxCommandFolder, pipxHomes } from './pipxHomes.js';
import { pipxPackage } from './pipxMetadata.js';
import { withPipxShared } from './pipxSharedLibs.js';
import { installsAtOnce } from './installsAtOnce.js';
import { isPythonName, normalizePythonName } from './pythonName.js';
import { pythonReleases, refuseSecondIndex } from './pythonReleases.js';
import { requireInstalled } from './requireInstalled.js';
import { specList } from './specList.js';
import { textOf } from './textOf.js';

/** pipx, with a home for every installation. */
export const pipxManager: DirectoryManager = {
  id: 'pipx',
  placement: 'directory',
  scheme: 'pep440',
  get concurrency() {
    return installsAtOnce();
  },
  batches: false,
  find: (context) => findProgram('pipx', context, [join(context.home, '.local', 'bin')]),
  howToGet: (platform) =>
    ({ win32: 'py -m pip install --user pipx', darwin: 'brew install pipx' })[platform as string] ??
    'sudo apt install pipx',
  isValidName: isPythonName,
  async releases(name, context) {
    checkName(pipxManager, name);
    return pythonReleases(task(`look up ${name}`, context), name, pipIndexes(context));
  },
  async listed(context) {
    const current = task('list its packages', context);
    const result = await callManager(current, { args: ['list', '--json'] });
    const { venvs } = asRecord(parseJson(result.stdout));
    // pipx ends with 1 when one environment is broken, and lists the others nevertheless.
    if (venvs === undefined) throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
    const folder = pipxCommandFolder(context);
    return Object.values(asRecord(venvs)).flatMap(
      (venv) => pipxPackage(asRecord(venv).metadata, folder) ?? [],
    );
  },
  listingFiles: (context) =>
    pipxHomes(context).flatMap((home) => {
      const venvs = join(home, 'venvs');
      return [venvs, ...namesIn(venvs).map((name) => join(venvs, name, 'pipx_metadata.json'))];
    }),
  async install(request, context) {
    for (const spec of request.packages) checkSpec(pipxManager, spec);
    const program = pipxManager.find(context);
    const shared = {
      directory: request.sharedDirectory,
      platform: context.platform,
      waitMs: context.timeoutMs,
      ...(program !== undefined && {
        make: (path: string) => makePipxShared(path, { program, context }),
      }),
    };
    for (const spec of request.packages) {
      await withPipxShared(shared, (libraries) => installOne(spec, { request, context, libraries }));
    }
    return requireInstalled(
      request.packages,
      task(`install ${specList(request.packages)}`, context),
      ({ name }) => installed(request.directory, name),
    );
  },
};

interface Installing {
  readonly request: DirectoryInstallation;
  readonly context: ManagerContext;
  readonly libraries: string;
}

async function installOne(spec: PackageSpec, { request, context, libraries }: Installing): Promise<void> {
  const { directory } = request;
  const current = {
    ...task(`install ${specList([spec])}`, context),
    env: {
      USE_EMOJI: '0',
      PIPX_HOME: directory,
      PIPX_BIN_DIR: join(directory, 'bin'),
      PIPX_MAN_DIR: join(directory, 'man'),
      PIPX_COMPLETION_DIR: join(directory, 'completions'),
      PIPX_SHARED_LIBS: libraries,
    },
  };
  await refuseSecondIndex(current, spec.name, pipIndexes(context));
  const result = await callManager(current, {
    args: ['install', '--', `${spec.name}==${spec.version}`],
    cwd: directory,
  });
  if (result.exitCode === 0) return;
  throw await explain(spec, current, { ...result, stdout: `${result.stdout}\n${pipErrors(directory)}` });
}

/** pipx shows only some of what pip wrote; the rest is in its log. */
function pipErrors(directory: string): string {
  const logs = join(directory, 'logs');
  const files = namesIn(logs).filter((name) => name.endsWith('pip_errors.log'));
  return files.map((name) => textOf(join(logs, name))).join('\n');
}

/**
 * pip says that there is no such package also when its index cannot be read, and when something that the package needs
 * is missing. So the index is asked.
 */
async function explain(spec: PackageSpec, current: ManagerTask, result: FailureText): Promise<Error> {
  const failure = managerFailure(current, result);
  if (failure.code !== 'INSTALL_PACKAGE_NOT_FOUND') return failure;
  try {
    const releases = await pipxManager.releases(spec.name, current.context);
    const listed = releases.some(({ version }) => version === normalizePep440(spec.version));
    return failureOfCode(listed ? 'INSTALL_FAILED' : 'INSTALL_VERSION_NOT_FOUND', current, result);
  } catch (error) {
    return error instanceof AimError ? error : failure;
  }
}

function installed(directory: string, name: string): InstalledPackage | undefined {
  const venvs = join(directory, 'venvs');
  const folder = namesIn(venvs).find((venv) => normalizePythonName(venv) === normalizePythonName(name));
  if (folder === undefined) return undefined;
  const found = pipxPackage(readJsonFile(join(venvs, folder, 'pipx_metadata.json')), join(directory, 'bin'));
  return found && { ...found, name };
}

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: pipxManager, action, context };
}
