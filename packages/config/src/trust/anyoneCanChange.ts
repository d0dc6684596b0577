import type { LoadContext } from '../layers/LoadContext.js';
import { realPath } from '../layers/fileAt.js';

/**
 * Whether every user of the machine may write to a file, or put another one in its place: then it is nobody's word.
 * Always false on Windows, where modes tell nothing.
 */
export function anyoneCanChange(file: string, { fs, path, platform }: LoadContext): boolean {
  if (platform === 'win32') return false;
  const real = realPath(file, fs);
  return isOpen(real, fs) || isOpen(path.dirname(real), fs);
}

/** The sticky bit keeps others from replacing what is not theirs, as in /tmp. */
function isOpen(path: string, fs: LoadContext['fs']): boolean {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const sticky = stats.isDirectory() && (stats.mode & 0o1000) !== 0;
  return (stats.mode & 0o002) !== 0 && !sticky;
}
