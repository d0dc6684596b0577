import { join } from 'node:path';
import type { InstalledPackage } from '../PackageManager.js';
import { fileExists, namesIn } from './directoryEntries.js';
import { asRecord, readJsonFile, type JsonRecord } from './json.js';

/** Where npm puts global packages below a prefix. */
export interface NpmLayout {
  readonly modules: string;
  readonly commands: string;
  readonly platform: NodeJS.Platform;
}

export function npmLayout(prefix: string, platform: NodeJS.Platform): NpmLayout {
  return platform === 'win32'
    ? { modules: join(prefix, 'node_modules'), commands: prefix, platform }
    : { modules: join(prefix, 'lib', 'node_modules'), commands: join(prefix, 'bin'), platform };
}

/** The packages that lie directly in a directory of modules, without what they themselves need. */
export function npmPackageFolders(modules: string): readonly string[] {
  return namesIn(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@')
        ? namesIn(join(modules, name))
            .filter((inner) => !inner.startsWith('.'))
            .map((inner) => `${name}/${inner}`)
        : [name],
    );
}

/** What the `package.json` of an installed package says, with those of its commands that are really there. */
export function npmInstalled(name: string, layout: NpmLayout): InstalledPackage | undefined {
  const manifest = asRecord(readJsonFile(join(layout.modules, name, 'package.json')));
  if (typeof manifest.version !== 'string') return undefined;
  return { name, version: manifest.version, commands: npmCommands(name, manifest, layout) };
}

/** The commands that a package's `bin` announces and that exist: name → the file that starts it. */
export function npmCommands(
  name: string,
  manifest: JsonRecord,
  { commands, platform }: Pick<NpmLayout, 'commands' | 'platform'>,
): Readonly<Record<string, string>> {
  const { bin } = manifest;
  const names = typeof bin === 'string' ? [name] : Object.keys(asRecord(bin));
  const found = names
    .map((command) => command.slice(command.lastIndexOf('/') + 1))
    .filter((command) => /^[^\\/:\0]+$/.test(command) && !/^\.+$/.test(command))
    .map((command) => [command, join(commands, platform === 'win32' ? `${command}.cmd` : command)] as const)
    .filter(([, file]) => fileExists(file));
  return Object.fromEntries(found);
}
