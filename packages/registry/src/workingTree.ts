import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The tree that tools started in `cwd` share: the nearest directory upward that holds `.git` (a directory, or a
 * file in a linked worktree), else `cwd` itself. Absolute.
 */
export function workingTree(cwd: string, exists: (path: string) => boolean = existsSync): string {
  const start = resolve(cwd);
  for (let directory = start; ; directory = dirname(directory)) {
    if (exists(join(directory, '.git'))) return directory;
    if (dirname(directory) === directory) return start;
  }
}
