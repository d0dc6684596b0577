import { join } from 'node:path';
import type { DirectoryManager, ManagerContext } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { contextVariable } from './contextVariable.js';
import { crateReleases, publicCrateIndex } from './crateIndex.js';
import { cratesInstalled, cratesRecordFile } from './cratesRecord.js';
import { findProgram } from './findProgram.js';
import { managerFailure } from './managerFailure.js';
import { requireInstalled } from './requireInstalled.js';
import { specList } from './specList.js';

/** cargo, with a root for every installation. It builds from source, on all cores by itself. */
export const cargoManager: DirectoryManager = {
  id: 'cargo',
  placement: 'directory',
  scheme: 'semver',
  concurrency: 1,
  batches: false,
  find: (context) => findProgram('cargo', context, [join(cargoHome(context), 'bin')]),
  howToGet: (platform) =>
    platform === 'win32'
      ? 'winget install Rustlang.Rustup'
      : "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh",
  isValidName: (name) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name),
  async releases(name, context) {
    checkName(cargoManager, name);
    return crateReleases(task(`look up ${name}`, context), publicCrateIndex, name);
  },
  // cargo's own listing is this file without the commands' paths.
  listed: (context) => Promise.resolve(cratesInstalled(installRoot(context))),
  listingFiles: (context) => [cratesRecordFile(installRoot(context))],
  async install({ packages, directory }, context) {
    for (const spec of packages) checkSpec(cargoManager, spec);
    for (const spec of packages) {
      const current = task(`install ${specList([spec])}`, context);
      const options = ['--root', directory, '--locked', '--color=never'];
      const args = ['install', ...options, `--version==${spec.version}`, '--', spec.name];
      const result = await callManager(current, { args, cwd: directory });
      if (result.exitCode !== 0) throw managerFailure(current, result);
    }
    const found = cratesInstalled(directory);
    const current = task(`install ${specList(packages)}`, context);
    return requireInstalled(packages, current, ({ name }) => found.find((crate) => crate.name === name));
  },
};

function installRoot(context: ManagerContext): string {
  return contextVariable(context, 'CARGO_INSTALL_ROOT') ?? cargoHome(context);
}

function cargoHome(context: ManagerContext): string {
  return contextVariable(context, 'CARGO_HOME') ?? join(context.home, '.cargo');
}

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: cargoManager, action, context };
}
