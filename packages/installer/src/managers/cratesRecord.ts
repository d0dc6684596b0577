import { join } from 'node:path';
import type { InstalledPackage } from '../PackageManager.js';
import { fileExists } from './directoryEntries.js';
import { asRecord, asTexts, readJsonFile } from './json.js';

/** The file in which cargo keeps what it has installed below a root. */
export function cratesRecordFile(root: string): string {
  return join(root, '.crates2.json');
}

/** What cargo's record says is installed below a root, with those of the commands that exist. */
export function cratesInstalled(root: string): readonly InstalledPackage[] {
  const installs = asRecord(asRecord(readJsonFile(cratesRecordFile(root))).installs);
  return Object.entries(installs).flatMap(([id, entry]): InstalledPackage[] => {
    const [, name, version] = /^(\S+) (\S+) \(/.exec(id) ?? [];
    if (name === undefined || version === undefined) return [];
    const commands = asTexts(asRecord(entry).bins)
      .map((file) => [file.replace(/\.exe$/i, ''), join(root, 'bin', file)] as const)
      .filter(([, path]) => fileExists(path));
    return [{ name, version, commands: Object.fromEntries(commands) }];
  });
}
