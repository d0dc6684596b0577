import { posix } from 'node:path';

/** Whether a path depends neither on the working directory nor, on Windows, on the current drive. */
export function isAbsolutePath(path: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? /^(?:[A-Za-z]:[\\/]|\\\\[^\\/])/.test(path) : posix.isAbsolute(path);
}
