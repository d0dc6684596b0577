import { dirname } from 'node:path';
import type { FixFs } from './FixFs.js';

/** Renames to a free name, whose folder is made if there is none. Fails with `EXDEV` across file systems. */
export function moveNow(fs: FixFs, from: string, to: string): void {
  fs.mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  fs.renameSync(from, to);
}
