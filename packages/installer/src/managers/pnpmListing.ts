import { join } from 'node:path';
import type { InstalledPackage } from '../PackageManager.js';
import { asRecord, readJsonFile } from './json.js';
import { npmCommands } from './npmTree.js';

export interface PnpmCommandFolders {
  /** Where to look for a package's commands, the first that has one wins. */
  readonly commands: readonly string[];
  readonly platform: NodeJS.Platform;
}

/** Reads `pnpm ls --json`: a list of projects, each with its dependencies. */
export function pnpmPackages(
  answer: unknown,
  { commands, platform }: PnpmCommandFolders,
): readonly InstalledPackage[] {
  const projects = Array.isArray(answer) ? answer : [answer];
  return projects
    .flatMap((project) => Object.entries(asRecord(asRecord(project).dependencies)))
    .flatMap(([name, value]): InstalledPackage[] => {
      const { version, path } = asRecord(value);
      if (typeof version !== 'string') return [];
      const manifest = typeof path === 'string' ? asRecord(readJsonFile(join(path, 'package.json'))) : {};
      const found = commands.map((folder) => npmCommands(name, manifest, { commands: folder, platform }));
      return [
        { name, version, commands: Object.assign({}, ...found.toReversed()) as Record<string, string> },
      ];
    });
}
