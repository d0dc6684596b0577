import { join } from 'node:path';
import type { DirectoryManager, InstalledPackage, ManagerContext } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { contextVariable } from './contextVariable.js';
import { namesIn } from './directoryEntries.js';
import { findProgram } from './findProgram.js';
import { failureOfCode, managerFailure } from './managerFailure.js';
import { installsAtOnce } from './installsAtOnce.js';
import { isPythonName, normalizePythonName } from './pythonName.js';
import { pythonReleases, refuseSecondIndex } from './pythonReleases.js';
import { requireInstalled } from './requireInstalled.js';
import { specList } from './specList.js';
import { parseUvToolList } from './uvToolList.js';
import { uvIndexes } from './uvIndexes.js';

const quiet = ['--color=never', '--no-progress'];

/** uv's tools, with a tool directory for every installation. */
export const uvManager: DirectoryManager = {
  id: 'uv',
  placement: 'directory',
  scheme: 'pep440',
  get concurrency() {
    return installsAtOnce();
  },
  batches: false,
  find: (context) =>
    findProgram('uv', context, [join(context.home, '.local', 'bin'), join(context.home, '.cargo', 'bin')]),
  howToGet: (platform) =>
    ({ win32: 'winget install astral-sh.uv', darwin: 'brew install uv' })[platform as string] ??
    'pipx install uv',
  isValidName: isPythonName,
  async releases(name, context) {
    checkName(uvManager, name);
    return pythonReleases(task(`look up ${name}`, context), name, uvIndexes(context));
  },
  listed: (context) => list(task('list its tools', context)),
  listingFiles(context) {
    const tools = toolFolder(context);
    return [tools, ...namesIn(tools).map((name) => join(tools, name, 'uv-receipt.toml'))];
  },
  async install({ packages, directory }, context) {
    for (const spec of packages) checkSpec(uvManager, spec);
    const env = { UV_TOOL_DIR: join(directory, 'tools'), UV_TOOL_BIN_DIR: join(directory, 'bin') };
    for (const spec of packages) {
      const current = { ...task(`install ${specList([spec])}`, context), env };
      await refuseSecondIndex(current, spec.name, uvIndexes(context));
      const args = ['tool', 'install', ...quiet, '--', `${spec.name}==${spec.version}`];
      const result = await callManager(current, { args, cwd: directory });
      if (result.exitCode !== 0) throw managerFailure(current, result);
    }
    const current = { ...task(`install ${specList(packages)}`, context), env };
    const tools = await list(current);
    return requireInstalled(packages, current, ({ name }) => {
      const found = tools.find((tool) => normalizePythonName(tool.name) === normalizePythonName(name));
      return found && { ...found, name };
    });
  },
};

async function list(current: ManagerTask): Promise<readonly InstalledPackage[]> {
  const result = await callManager(current, { args: ['tool', 'list', '--show-paths', ...quiet] });
  if (result.exitCode !== 0) throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
  return parseUvToolList(result.stdout);
}

function toolFolder(context: ManagerContext): string {
  const set = contextVariable(context, 'UV_TOOL_DIR');
  if (set !== undefined) return set;
  const { home, platform } = context;
  if (platform === 'win32')
    return join(
      contextVariable(context, 'APPDATA') ?? join(home, 'AppData', 'Roaming'),
      'uv',
      'data',
      'tools',
    );
  return join(contextVariable(context, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'uv', 'tools');
}

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: uvManager, action, context };
}
