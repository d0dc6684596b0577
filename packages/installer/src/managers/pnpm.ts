import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryManager, ManagerContext, PackageSpec } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { contextVariable } from './contextVariable.js';
import { findProgram } from './findProgram.js';
import { parseJson } from './json.js';
import { failureOfCode, managerFailure } from './managerFailure.js';
import { isNpmName } from './npmName.js';
import { npmInstalled } from './npmTree.js';
import { npmIntegrity, npmReleases } from './npmView.js';
import { pnpmPackages } from './pnpmListing.js';
import { requireInstalled } from './requireInstalled.js';
import { specList } from './specList.js';

const view = ['view', '--json'];

/** pnpm, with a project for every installation: its global folder has changed its form from release to release. */
export const pnpmManager: DirectoryManager = {
  id: 'pnpm',
  placement: 'directory',
  scheme: 'semver',
  concurrency: 4,
  batches: true,
  find: (context) => findProgram('pnpm', context, pnpmHomes(context)),
  howToGet: (platform) => (platform === 'win32' ? 'winget install pnpm.pnpm' : 'npm install --global pnpm'),
  isValidName: isNpmName,
  async releases(name, context) {
    checkName(pnpmManager, name);
    return npmReleases(task(`look up ${name}`, context), view, name);
  },
  async integrityOf(spec, context) {
    checkSpec(pnpmManager, spec);
    return npmIntegrity(task(`look up ${specList([spec])}`, context), view, spec);
  },
  async listed(context) {
    const current = task('list its global packages', context);
    const result = await callManager(current, { args: ['ls', '--global', '--depth=0', '--json'] });
    const answer = parseJson(result.stdout);
    if (answer === undefined) throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
    return pnpmPackages(answer, { commands: commandFolders(context), platform: context.platform });
  },
  listingFiles: () => undefined,
  async install({ packages, directory }, context) {
    for (const spec of packages) checkSpec(pnpmManager, spec);
    const current = task(`install ${specList(packages)}`, context);
    writeFileSync(join(directory, 'package.json'), '{"private":true}\n');
    writeFileSync(join(directory, 'pnpm-workspace.yaml'), settings(packages));
    const args = [
      'add',
      '--dir',
      directory,
      '--save-exact',
      '--reporter=append-only',
      ...packages.map(argument),
    ];
    const result = await callManager(current, { args, cwd: directory });
    if (result.exitCode !== 0) throw managerFailure(current, result);
    const modules = join(directory, 'node_modules');
    const layout = { modules, commands: join(modules, '.bin'), platform: context.platform };
    return requireInstalled(packages, current, ({ name }) => npmInstalled(name, layout));
  },
};

/**
 * Makes the directory a workspace of its own, whatever lies above it, and lets the packages that were asked for, and
 * no others, run their own installation scripts, which pnpm holds back otherwise. Its releases name that differently.
 */
function settings(packages: readonly PackageSpec[]): string {
  const names = packages.map(({ name }) => JSON.stringify(name));
  return [
    'packages: []',
    // What else wants to run such a script is left alone, as a warning.
    'strictDepBuilds: false',
    'onlyBuiltDependencies:',
    ...names.map((name) => `  - ${name}`),
    'allowBuilds:',
    ...names.map((name) => `  ${name}: true`),
    '',
  ].join('\n');
}

function argument({ name, version }: PackageSpec): string {
  return `${name}@${version}`;
}

function commandFolders(context: ManagerContext): readonly string[] {
  return pnpmHomes(context).flatMap((home) => [home, join(home, 'bin')]);
}

function pnpmHomes(context: ManagerContext): readonly string[] {
  const set = contextVariable(context, 'PNPM_HOME');
  if (set !== undefined) return [set];
  const { home, platform } = context;
  if (platform === 'win32')
    return [join(contextVariable(context, 'LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), 'pnpm')];
  if (platform === 'darwin') return [join(home, 'Library', 'pnpm')];
  return [join(contextVariable(context, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'pnpm')];
}

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: pnpmManager, action, context, env: { CI: 'true' } };
}
