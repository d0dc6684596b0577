import { posix, win32 } from 'node:path';

/** Whether file names differ by case only for the eye on this platform, as they do by default. */
export function foldsCase(platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin';
}

/** Whether `path` is `folder` or lies in it; both absolute. Compares names, follows no links. */
export function isUnder(path: string, folder: string, platform: NodeJS.Platform = process.platform): boolean {
  const rules = platform === 'win32' ? win32 : posix;
  const key = (text: string): string => {
    const normal = rules.normalize(text).replace(/(?<=.)[\\/]+$/, '');
    return foldsCase(platform) ? normal.toLowerCase() : normal;
  };
  const inner = key(path);
  const outer = key(folder);
  return inner === outer || inner.startsWith(outer.endsWith(rules.sep) ? outer : outer + rules.sep);
}
