import type { PlatformPath } from 'node:path';

/** A folder and all folders above it, nearest first. */
export function ancestors(folder: string, path: PlatformPath): readonly string[] {
  const found = [folder];
  for (let current = folder; path.dirname(current) !== current; ) {
    current = path.dirname(current);
    found.push(current);
  }
  return found;
}
