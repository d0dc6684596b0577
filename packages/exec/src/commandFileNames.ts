import { lookupVariable } from './commandLookup.js';

const defaultPathExt = '.COM;.EXE;.BAT;.CMD';

/**
 * The file names a command may have in one directory, best first. On Windows these are the name with each extension
 * of `PATHEXT`, and the name itself only when it already ends in one of them.
 */
export function commandFileNames(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] {
  if (platform !== 'win32') return [name];
  const pathExt = lookupVariable(env, 'PATHEXT', platform) || defaultPathExt;
  const extensions = pathExt
    .split(';')
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => /^\.[^\\/:]+$/.test(extension));
  const withExtension = extensions.map((extension) => name + extension);
  const lower = name.toLowerCase();
  return extensions.some((extension) => lower.endsWith(extension)) ? [name, ...withExtension] : withExtension;
}
