import type { ConfigFs } from '../ConfigFs.js';

/** What a path names, links followed. What cannot be looked at counts as absent. */
export function fileAt(path: string, fs: ConfigFs): 'file' | 'folder' | 'other' | undefined {
  try {
    const stats = fs.statSync(path, { throwIfNoEntry: false });
    if (!stats) return undefined;
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  } catch {
    return undefined;
  }
}

/** The path with all links resolved, or as it is if there is nothing there. */
export function realPath(path: string, fs: ConfigFs): string {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return path;
  }
}
