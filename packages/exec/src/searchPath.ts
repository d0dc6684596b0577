import { lookupVariable } from './commandLookup.js';

/**
 * The directories of `PATH` in order, each once. Empty and relative entries mean the current directory and are left
 * out: a command must never be taken from wherever the user happens to stand.
 */
export function searchPath(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): readonly string[] {
  const value = lookupVariable(env, 'PATH', platform);
  if (!value || value.includes('\0')) return [];
  const entries =
    platform === 'win32' ? windowsEntries(value) : value.split(':').filter((entry) => entry[0] === '/');
  return [...new Set(entries)];
}

/** A drive or a network share: a path that depends neither on the current directory nor on the current drive. */
export function isFullWindowsPath(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\[^\\/])/.test(path);
}

// An entry may be quoted, and inside the quotes a semicolon is a character like any other.
function windowsEntries(value: string): string[] {
  const entries = value.match(/(?:"[^"]*"?|[^;"])+/g) ?? [];
  return entries.map((entry) => entry.replaceAll('"', '').trim()).filter(isFullWindowsPath);
}
