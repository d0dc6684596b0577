import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder at or above an absolute path that is a git work tree; `undefined` when there is none. */
export function gitRoot(folder: string, exists: (path: string) => boolean = existsSync): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (exists(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}
