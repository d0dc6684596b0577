import { constants } from 'node:fs';
import type { FixFs } from './FixFs.js';

// Absent on Windows, where opening a file follows no link that a caller has not seen.
const noFollow = constants.O_NOFOLLOW ?? 0;

/** Runs an action on a file opened for reading; a symbolic link in its place is refused. */
export function withOpenFile<T>(fs: FixFs, path: string, action: (fd: number) => T): T {
  const fd = fs.openSync(path, constants.O_RDONLY | noFollow);
  try {
    return action(fd);
  } finally {
    fs.closeSync(fd);
  }
}
