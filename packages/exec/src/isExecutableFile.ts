import { accessSync, constants, statSync } from 'node:fs';

/**
 * Whether `path` is, through symbolic links, a regular file that this user may execute. On Windows every regular
 * file counts: there the extension decides. Never throws.
 */
export function isExecutableFile(path: string, platform: NodeJS.Platform = process.platform): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || !stats.isFile()) return false;
    if (platform === 'win32') return true;
    // Looking at the mode first spares the costly exception for the common file without an execute bit.
    if ((stats.mode & 0o111) === 0) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
