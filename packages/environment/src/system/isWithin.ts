import { pathModule } from './pathModule.js';

/**
 * Whether `path` is `folder` or lies in it. Both absolute. On Windows and macOS, whose file systems usually do not
 * tell case apart, case does not matter.
 */
export function isWithin(path: string, folder: string, platform: NodeJS.Platform): boolean {
  const paths = pathModule(platform);
  const fold = (text: string): string => (foldsCase(platform) ? text.toLowerCase() : text);
  const relative = paths.relative(fold(folder), fold(path));
  return relative === '' || (relative.split(paths.sep)[0] !== '..' && !paths.isAbsolute(relative));
}

/** Whether file names that differ only in case usually mean the same file. */
export function foldsCase(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin';
}
