import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { resolveCommand } from '@aim/exec';
import type { ManagerContext } from '../PackageManager.js';

/**
 * The absolute path of a manager's program: from `PATH`, or else from the folders where its own installer puts it,
 * which a shell that was opened earlier does not know yet.
 */
export function findProgram(
  name: string,
  context: ManagerContext,
  folders: readonly (string | undefined)[] = [],
): string | undefined {
  const found = resolveCommand(name, { env: context.env, platform: context.platform });
  if (found !== undefined) return found;
  const names = context.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const known = folders.filter((folder) => folder !== undefined);
  return known.flatMap((folder) => names.map((file) => join(folder, file))).find(isThere);
}

/** Windows cannot open the alias of an app, which runs nevertheless; so the file is not looked into. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
