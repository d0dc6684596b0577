import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledPackage } from '../PackageManager.js';
import { callManager, type ManagerTask } from './callManager.js';
import { asRecord, readJsonFile } from './json.js';
import { failureOfCode } from './managerFailure.js';

/**
 * What winget knows to be installed, from its export: the table that `winget list` prints cuts long ids off and is in
 * the user's language. winget does not tell where the commands are.
 */
export async function wingetInstalled(
  current: ManagerTask,
  options: readonly string[],
): Promise<readonly InstalledPackage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'aim-winget-'));
  try {
    const file = join(folder, 'installed.json');
    const result = await callManager(current, {
      args: ['export', '--output', file, '--include-versions', ...options],
    });
    const answer = readJsonFile(file);
    // The exit code also tells of programs that no source knows.
    if (answer === undefined) throw failureOfCode('INSTALL_LISTING_FAILED', current, result);
    return packagesIn(answer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packagesIn(answer: unknown): readonly InstalledPackage[] {
  const { Sources: sources } = asRecord(answer);
  return (Array.isArray(sources) ? sources : [])
    .flatMap((source: unknown): unknown[] => {
      const { Packages: packages } = asRecord(source);
      return Array.isArray(packages) ? packages : [];
    })
    .map(asRecord)
    .flatMap((entry): InstalledPackage[] => {
      // The first form of the schema calls the identifier Id.
      const name = entry.PackageIdentifier ?? entry.Id;
      if (typeof name !== 'string') return [];
      return [{ name, version: typeof entry.Version === 'string' ? entry.Version : 'unknown', commands: {} }];
    });
}
