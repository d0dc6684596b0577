import { join } from 'node:path';
import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';

/** The folders in which pipx, whatever its release, keeps the user's packages; it uses the first that exists. */
export function pipxHomes(context: ManagerContext): readonly string[] {
  const { home, platform } = context;
  const set = contextVariable(context, 'PIPX_HOME');
  if (set !== undefined) return [expandHome(set, home)];
  const older = join(home, '.local', 'pipx');
  if (platform === 'win32') {
    const local = contextVariable(context, 'LOCALAPPDATA') ?? join(home, 'AppData', 'Local');
    return [older, join(home, 'pipx'), join(local, 'pipx', 'pipx'), join(local, 'pipx')];
  }
  if (platform === 'darwin') return [older, join(home, 'Library', 'Application Support', 'pipx')];
  return [older, join(contextVariable(context, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'pipx')];
}

/** Where pipx puts the commands of the user's packages. */
export function pipxCommandFolder(context: ManagerContext): string {
  const set = contextVariable(context, 'PIPX_BIN_DIR');
  return set === undefined ? join(context.home, '.local', 'bin') : expandHome(set, context.home);
}

function expandHome(path: string, home: string): string {
  return path.replace(/^~(?=[\\/]|$)/, () => home);
}
