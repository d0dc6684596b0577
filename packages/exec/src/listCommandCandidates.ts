import { commandFileNames } from './commandFileNames.js';
import type { CommandLookup } from './commandLookup.js';
import { isExecutableFile } from './isExecutableFile.js';
import { isFullWindowsPath, searchPath } from './searchPath.js';

/**
 * Every file that the command `name` could mean, in the order of `PATH`: the first is the one that runs, the others
 * are shadowed by it. Same rules as {@link resolveCommand}.
 */
export function listCommandCandidates(name: string, lookup: CommandLookup = {}): string[] {
  return [...commandCandidates(name, lookup)];
}

/** {@link listCommandCandidates}, one file at a time, so that a caller may stop at the first. */
export function* commandCandidates(
  name: string,
  { env = process.env, platform = process.platform, isExecutable }: CommandLookup,
): Generator<string, void, undefined> {
  const accepts = isExecutable ?? ((path: string) => isExecutableFile(path, platform));
  const directories = startDirectories(name, env, platform);
  const names = commandFileNames(name, env, platform);
  for (const directory of directories) {
    for (const fileName of names) {
      const path = directory + fileName;
      if (accepts(path)) yield path;
    }
  }
}

// An absolute name is searched for in one place only: itself.
function startDirectories(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] {
  if (name === '' || name === '.' || name === '..' || name.includes('\0')) return [];
  if (platform === 'win32') {
    if (isFullWindowsPath(name)) return name.indexOf(':', 2) === -1 ? [''] : [];
    return /[\\/:]/.test(name) ? [] : searchPath(env, platform).map((entry) => withSeparator(entry, '\\'));
  }
  if (name.startsWith('/')) return [''];
  return name.includes('/') ? [] : searchPath(env, platform).map((entry) => withSeparator(entry, '/'));
}

function withSeparator(directory: string, separator: string): string {
  const last = directory.at(-1);
  return last === '/' || last === separator ? directory : directory + separator;
}
