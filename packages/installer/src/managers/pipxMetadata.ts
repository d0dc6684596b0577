import { basename, join } from 'node:path';
import type { InstalledPackage } from '../PackageManager.js';
import { fileExists } from './directoryEntries.js';
import { asRecord, asTexts } from './json.js';

/** pipx writes a path as an object with this key. */
const pathKey = '__Path__';

/**
 * What pipx's own record of one environment says is installed there. A command is started by its file in
 * `commandFolder` or, where pipx could not put it there, by that in the environment.
 */
export function pipxPackage(metadata: unknown, commandFolder: string): InstalledPackage | undefined {
  const main = asRecord(asRecord(metadata).main_package);
  const { package: name, package_version: version } = main;
  if (typeof name !== 'string' || typeof version !== 'string') return undefined;
  const suffix = typeof main.suffix === 'string' ? main.suffix : '';
  const paths = (Array.isArray(main.app_paths) ? main.app_paths : []).map(
    (path: unknown) => asRecord(path)[pathKey],
  );
  const commands = asTexts(main.apps)
    .filter((app) => app !== '' && app === basename(app))
    .flatMap((app): [string, string][] => {
      const command = withSuffix(app, suffix);
      const inside = paths.find((path) => typeof path === 'string' && path.split(/[\\/]/).at(-1) === app);
      const file = [join(commandFolder, command), inside]
        .filter((path) => typeof path === 'string')
        .find(fileExists);
      return file === undefined ? [] : [[command.replace(/\.exe$/i, ''), file]];
    });
  return { name, version, commands: Object.fromEntries(commands) };
}

function withSuffix(app: string, suffix: string): string {
  return app.replace(/(\.exe)?$/i, (extension) => suffix + extension);
}
