import { posix, win32 } from 'node:path';

/** The older system's findings about `PATH`. */
export interface PathOrder {
  /** Whether all folders are in `PATH`. */
  readonly exists: boolean;
  /** Whether those that are in it come in the expected order. */
  readonly ordered: boolean;
  /** Where each folder first stands in `PATH`, -1 where it does not. */
  readonly indices: readonly number[];
}

/** Compares the entries of `PATH` with the folders expected in it. */
export function comparePathOrder(
  entries: readonly string[],
  folders: readonly string[],
  platform: NodeJS.Platform,
): PathOrder {
  const present = entries.map((entry) => comparable(entry, platform));
  const indices = folders.map((folder) => present.indexOf(comparable(folder, platform)));
  const found = indices.filter((index) => index >= 0);
  return {
    exists: found.length === folders.length,
    ordered: found.every((index, at) => at === 0 || index > (found[at - 1] ?? -1)),
    indices,
  };
}

function comparable(folder: string, platform: NodeJS.Platform): string {
  if (folder === '') return '';
  if (platform === 'win32')
    return win32
      .normalize(folder)
      .replace(/(?<=[^:])\\+$/, '')
      .toLowerCase();
  return posix.normalize(folder).replace(/(?<=.)\/+$/, '');
}
