import { statSync } from 'node:fs';

/** The permission bits as octal digits; on Windows, which has none, those of a POSIX system's private file. */
export function modeOf(path: string): string {
  const stat = statSync(path);
  if (process.platform === 'win32') return stat.isDirectory() ? '700' : '600';
  return (stat.mode & 0o777).toString(8);
}
