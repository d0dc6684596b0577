import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository that a directory lies in, else the directory itself: where workstreams work. */
export function workstreamRoot(directory: string): string {
  const start = realpathSync(directory);
  for (let place = start; ; place = dirname(place)) {
    // In a worktree and in a submodule it is a file.
    if (existsSync(join(place, '.git'))) return place;
    if (dirname(place) === place) return start;
  }
}
