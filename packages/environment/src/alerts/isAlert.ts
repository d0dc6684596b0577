import { isAbsolutePath } from '../system/isAbsolutePath.js';
import { isWithin } from '../system/isWithin.js';
import type { FileChange } from './AlertRecord.js';

/**
 * Whether a change is outside all allowed folders. A folder is compared by its parts: `/work` does not allow
 * `/workshop`. An allowed folder that is not absolute allows nothing.
 */
export function isAlert(
  { path }: FileChange,
  allowRoots: readonly string[],
  platform: NodeJS.Platform = process.platform,
): boolean {
  const roots = allowRoots.filter((root) => isAbsolutePath(root, platform));
  return !roots.some((root) => isWithin(path, root, platform));
}
