import { dirname, join } from 'node:path';
import type { InstalledPackage, ManagerContext, SystemManager } from '../PackageManager.js';
import { parseBrewInfo, type BrewFormula } from './brewInfo.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { fileExists, namesIn } from './directoryEntries.js';
import { findProgram } from './findProgram.js';
import { failureOfCode, managerFailure } from './managerFailure.js';
import { specList } from './specList.js';

const folders = ['/opt/homebrew/bin', '/usr/local/bin', '/home/linuxbrew/.linuxbrew/bin'];

/** Homebrew's formulae. It keeps one version of each, and can install no other than the current one. */
export const brewManager: SystemManager = {
  id: 'brew',
  placement: 'system',
  scheme: 'plain',
  concurrency: 1,
  find: (context) => (context.platform === 'win32' ? undefined : findProgram('brew', context, folders)),
  howToGet: () =>
    '/bin/bash -c "$(curl -fsSL https://raw.githubusercontent.com/Homebrew/install/HEAD/install.sh)"',
  isValidName: (name) =>
    name.length <= 128 &&
    /^[a-z0-9][a-z0-9+._@-]*$/.test(name) &&
    !/\.(?:rb|json|gz|tgz|tar|zip)$/.test(name),
  async releases(name, context) {
    checkName(brewManager, name);
    const { current, sha256 } = await formula(name, task(`look up ${name}`, context));
    return [{ version: current, integrity: sha256, tags: ['latest'] }];
  },
  async listed(context) {
    const current = task('list its formulae', context);
    const result = await callManager(current, { args: ['list', '--formula', '--versions'] });
    if (result.exitCode !== 0) throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
    return result.stdout.split('\n').flatMap((line): InstalledPackage[] => {
      const [name, ...versions] = line.trim().split(/\s+/);
      const version = versions.at(-1);
      if (name === undefined || version === undefined) return [];
      return [{ name, version, commands: formulaCommands(name, context) }];
    });
  },
  listingFiles(context) {
    const prefix = brewPrefix(context);
    if (prefix === undefined) return undefined;
    const cellar = join(prefix, 'Cellar');
    return [cellar, ...namesIn(cellar).map((name) => join(cellar, name)), join(prefix, 'opt')];
  },
  async install(spec, context) {
    checkSpec(brewManager, spec);
    const current = task(`install ${specList([spec])}`, context);
    const known = await formula(spec.name, current);
    if (known.current !== spec.version && !known.installed.includes(spec.version)) {
      throw failureOfCode('INSTALL_VERSION_NOT_FOUND', current, {
        exitCode: null,
        stdout: '',
        stderr: `The current version is ${known.current}.`,
      });
    }
    if (!known.installed.includes(spec.version)) {
      const verb = known.installed.length === 0 ? 'install' : 'upgrade';
      const result = await callManager(current, { args: [verb, '--formula', '--', spec.name] });
      if (result.exitCode !== 0) throw managerFailure(current, result);
    }
    return { installed: { ...spec, commands: formulaCommands(spec.name, context) } };
  },
  async uninstall(name, context) {
    checkName(brewManager, name);
    const current = task(`uninstall ${name}`, context);
    const result = await callManager(current, { args: ['uninstall', '--formula', '--', name] });
    if (result.exitCode !== 0 && !/No such keg|is not installed/i.test(result.stderr)) {
      throw managerFailure(current, result);
    }
  },
  byHand: (name, version) => (version === undefined ? `brew uninstall --formula ${name}` : undefined),
};

async function formula(name: string, current: ManagerTask): Promise<BrewFormula> {
  const result = await callManager(current, { args: ['info', '--json=v2', '--formula', '--', name] });
  if (result.exitCode !== 0) throw managerFailure(current, result);
  const found = parseBrewInfo(result.stdout);
  if (found === undefined) throw failureOfCode('INSTALL_PACKAGE_NOT_FOUND', current, result);
  return found;
}

/** The commands of a formula that are linked where PATH leads. */
function formulaCommands(name: string, context: ManagerContext): Readonly<Record<string, string>> {
  const prefix = brewPrefix(context);
  if (prefix === undefined) return {};
  const found = ['bin', 'sbin'].flatMap((folder) =>
    namesIn(join(prefix, 'opt', name, folder))
      .map((command) => [command, join(prefix, folder, command)] as const)
      .filter(([, path]) => fileExists(path)),
  );
  return Object.fromEntries(found);
}

function brewPrefix(context: ManagerContext): string | undefined {
  const program = brewManager.find(context);
  return program === undefined ? undefined : dirname(dirname(program));
}

/** What a plan said must still hold when it is carried out, so nothing is updated on the side. */
const env = {
  NONINTERACTIVE: '1',
  HOMEBREW_NO_AUTO_UPDATE: '1',
  HOMEBREW_NO_INSTALL_CLEANUP: '1',
  HOMEBREW_NO_INSTALLED_DEPENDENTS_CHECK: '1',
  HOMEBREW_NO_ENV_HINTS: '1',
  HOMEBREW_NO_EMOJI: '1',
  HOMEBREW_NO_COLOR: '1',
};

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: brewManager, action, context, env };
}
