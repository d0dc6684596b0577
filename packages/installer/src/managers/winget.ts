import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { RunResult } from '@aim/core';
import type { InstalledPackage, ManagerContext, PackageSpec, SystemManager } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { checkName, checkSpec } from './checkSpec.js';
import { contextVariable } from './contextVariable.js';
import { findProgram } from './findProgram.js';
import type { ManagerErrorCode } from './managerErrors.js';
import { failureOfCode } from './managerFailure.js';
import { comparePlainVersions } from './plainVersion.js';
import { specList } from './specList.js';
import { wingetInstalled } from './wingetExport.js';
import { wingetOutcome, type WingetOutcome } from './wingetOutcome.js';
import { parseWingetVersions } from './wingetVersions.js';

// The Store is another source, with other ids and other rules.
const source = ['--source', 'winget', '--accept-source-agreements', '--disable-interactivity'];
const attempts = 3;

/** winget and its community source. */
export const wingetManager: SystemManager = {
  id: 'winget',
  placement: 'system',
  scheme: 'plain',
  concurrency: 1,
  find: (context) =>
    context.platform === 'win32' ? findProgram('winget', context, [aliasFolder(context)]) : undefined,
  howToGet: (platform) =>
    platform === 'win32'
      ? 'Add-AppxPackage -RegisterByFamilyName -MainPackage Microsoft.DesktopAppInstaller_8wekyb3d8bbwe'
      : 'winget exists on Windows only',
  isValidName: (name) => name.length <= 128 && /^[A-Za-z0-9][\w+-]*(?:\.[\w+-]+){1,7}$/.test(name),
  async releases(name, context) {
    checkName(wingetManager, name);
    const current = task(`look up ${name}`, context);
    const result = await must(current, ['show', ...exactly(name), '--versions', ...source]);
    const [latest, ...older] = parseWingetVersions(result.stdout);
    if (latest === undefined) throw failureOfCode('INSTALL_PACKAGE_NOT_FOUND', current, result);
    return [
      { version: latest, integrity: [], tags: ['latest'] },
      ...older.map((version) => ({ version, integrity: [] })),
    ];
  },
  async integrityOf(spec, context) {
    checkSpec(wingetManager, spec);
    const args = ['show', ...exactly(spec.name), '--version', spec.version, ...source];
    const result = await must(task(`look up ${specList([spec])}`, context), args);
    const hashes = result.stdout.match(/\b[0-9a-f]{64}\b/gi) ?? [];
    return [...new Set(hashes.map((hash) => `sha256:${hash.toLowerCase()}`))].sort();
  },
  listed: (context) => wingetInstalled(task('list what is installed', context), source),
  listingFiles: () => undefined,
  async install(spec, context) {
    checkSpec(wingetManager, spec);
    const current = task(`install ${specList([spec])}`, context);
    const before = await installedNow(spec.name, current);
    if (before?.version === spec.version) return { installed: before };
    // No option of winget brings an older version over a newer one without skipping checks as well.
    if (before !== undefined && isDowngrade(before, spec)) await uninstall(spec.name, current);
    const args = [
      'install',
      ...exactly(spec.name),
      '--version',
      spec.version,
      '--silent',
      '--accept-package-agreements',
    ];
    const result = await must(current, [...args, ...source]);
    const installed = (await installedNow(spec.name, current)) ?? { ...spec, commands: {} };
    return { installed, ...(wingetOutcome(result.exitCode) === 'reboot' && { rebootNeeded: true }) };
  },
  async uninstall(name, context) {
    checkName(wingetManager, name);
    await uninstall(name, task(`uninstall ${name}`, context));
  },
  byHand(name, version) {
    const removal = `winget uninstall --id ${name} --exact`;
    return version === undefined
      ? removal
      : `${removal}; winget install --id ${name} --exact --version ${version}`;
  },
};

async function uninstall(name: string, current: ManagerTask): Promise<void> {
  const result = await insist(current, ['uninstall', ...exactly(name), '--silent', ...source]);
  const outcome = wingetOutcome(result.exitCode);
  if (outcome === 'INSTALL_PACKAGE_NOT_FOUND') return;
  if (isFailure(outcome)) throw failureOfCode(outcome, current, result);
}

/** @throws AimError for every exit code that tells of a failure */
async function must(current: ManagerTask, args: readonly string[]): Promise<RunResult> {
  const result = await insist(current, args);
  const outcome = wingetOutcome(result.exitCode);
  if (isFailure(outcome)) throw failureOfCode(outcome, current, result);
  return result;
}

/** Tries again while another installation occupies the machine, of which Windows allows one at a time. */
async function insist(current: ManagerTask, args: readonly string[]): Promise<RunResult> {
  const { signal, timeoutMs } = current.context;
  for (let attempt = 1; ; attempt += 1) {
    const result = await callManager(current, { args });
    if (wingetOutcome(result.exitCode) !== 'INSTALL_BUSY' || attempt === attempts) return result;
    await sleep(Math.min(15_000, timeoutMs / 20), undefined, { ...(signal && { signal }) }).catch(
      () => undefined,
    );
  }
}

function isFailure(outcome: WingetOutcome): outcome is ManagerErrorCode {
  return outcome !== 'ok' && outcome !== 'same' && outcome !== 'reboot';
}

async function installedNow(name: string, current: ManagerTask): Promise<InstalledPackage | undefined> {
  const all = await wingetInstalled(current, source);
  return all.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
}

function isDowngrade(before: InstalledPackage, wanted: PackageSpec): boolean {
  return before.version !== 'unknown' && comparePlainVersions(wanted.version, before.version) < 0;
}

function exactly(name: string): readonly string[] {
  return ['--exact', '--id', name];
}

function aliasFolder(context: ManagerContext): string {
  const local = contextVariable(context, 'LOCALAPPDATA') ?? join(context.home, 'AppData', 'Local');
  return join(local, 'Microsoft', 'WindowsApps');
}

function task(action: string, context: ManagerContext): ManagerTask {
  return { manager: wingetManager, action, context };
}
