import { dirname, join } from 'node:path';
import type { DirectoryManager, InstalledPackage, ManagerContext, PackageSpec } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { contextVariable } from './contextVariable.js';
import { fileExists } from './directoryEntries.js';
import { findProgram } from './findProgram.js';
import { asRecord, parseJson } from './json.js';
import { failureOfCode, managerFailure } from './managerFailure.js';
import { isNpmName } from './npmName.js';
import { npmPrefix } from './npmPrefix.js';
import { npmCommands, npmInstalled, npmLayout, npmPackageFolders } from './npmTree.js';
import { npmIntegrity, npmReleases } from './npmView.js';
import { requireInstalled } from './requireInstalled.js';
import { specList } from './specList.js';

// A project's .npmrc is not read for global commands, wherever they run.
const quiet = [
  '--global',
  '--no-update-notifier',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
];
const view = ['view', '--json', ...quiet, '--'];

/** npm, with a prefix for every installation. */
export const npmManager: DirectoryManager = {
  id: 'npm',
  placement: 'directory',
  scheme: 'semver',
  concurrency: 4,
  batches: true,
  find: (context) => findProgram('npm', context, windowsFolders(context)),
  howToGet: (platform) =>
    ({ win32: 'winget install OpenJS.NodeJS.LTS', darwin: 'brew install node' })[platform as string] ??
    'sudo apt install npm',
  isValidName: isNpmName,
  async releases(name, context) {
    checkName(npmManager, name);
    return npmReleases(task(`look up ${name}`, context), view, name);
  },
  async integrityOf(spec, context) {
    checkSpec(npmManager, spec);
    return npmIntegrity(task(`look up ${specList([spec])}`, context), view, spec);
  },
  async listed(context) {
    const current = task('list its global packages', context);
    const result = await callManager(current, { args: ['ls', '--depth=0', '--json', '--long', ...quiet] });
    const answer = asRecord(parseJson(result.stdout));
    // npm ends with 1 when a package lacks something, and lists them all nevertheless.
    if (typeof answer.path !== 'string') {
      // Where its prefix has not been made yet, npm fails.
      const [modules] = npmManager.listingFiles(context) ?? [];
      if (modules !== undefined && !fileExists(modules)) return [];
      throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
    }
    const commands = context.platform === 'win32' ? answer.path : join(dirname(answer.path), 'bin');
    return Object.entries(asRecord(answer.dependencies)).flatMap(([name, value]): InstalledPackage[] => {
      const entry = asRecord(value);
      if (typeof entry.version !== 'string' || entry.missing === true) return [];
      return [
        {
          name,
          version: entry.version,
          commands: npmCommands(name, entry, { commands, platform: context.platform }),
        },
      ];
    });
  },
  listingFiles(context) {
    const program = npmManager.find(context);
    const prefix = program === undefined ? undefined : npmPrefix(program, context);
    if (prefix === undefined) return undefined;
    const { modules } = npmLayout(prefix, context.platform);
    const folders = npmPackageFolders(modules);
    const scopes = new Set(folders.filter((name) => name.includes('/')).map((name) => dirname(name)));
    return [
      modules,
      ...[...scopes].map((scope) => join(modules, scope)),
      ...folders.map((name) => join(modules, name, 'package.json')),
    ];
  },
  async install({ packages, directory }, context) {
    for (const spec of packages) checkSpec(npmManager, spec);
    const current = task(`install ${specList(packages)}`, context);
    const args = ['install', ...quiet, '--bin-links', '--prefix', directory, '--', ...packages.map(argument)];
    const result = await callManager(current, { args, cwd: directory });
    if (result.exitCode !== 0) throw managerFailure(current, result);
    const layout = npmLayout(directory, context.platform);
    return requireInstalled(packages, current, ({ name }) => npmInstalled(name, layout));
  },
};

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: npmManager, action, context, env: retrySooner(context) };
}

function argument({ name, version }: PackageSpec): string {
  return `${name}@${version}`;
}

/** By itself npm waits 10 s before it asks a failing registry again, and a minute before the third time. */
function retrySooner(context: ManagerContext): Readonly<Record<string, string>> {
  const variables = { npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000' };
  const unset = Object.entries(variables).filter(([name]) => contextVariable(context, name) === undefined);
  return Object.fromEntries(unset);
}

function windowsFolders(context: ManagerContext): readonly (string | undefined)[] {
  if (context.platform !== 'win32') return [];
  const programs = contextVariable(context, 'ProgramFiles');
  return [programs === undefined ? undefined : join(programs, 'nodejs')];
}
