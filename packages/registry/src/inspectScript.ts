import { realpathSync, statSync, type Stats } from 'node:fs';
import { posix, win32 } from 'node:path';

export interface ScriptEffects {
  readonly platform?: NodeJS.Platform;
  readonly stat?: (path: string) => Pick<Stats, 'isFile' | 'mode'>;
  readonly realPath?: (path: string) => string;
}

/** Why an adapter script cannot or must not be used. */
export interface ScriptProblem {
  readonly kind: 'missing' | 'unsafe';
  /** Names the file. */
  readonly message: string;
}

/**
 * Looks at an adapter script before it is trusted with a tool's secrets. On POSIX a script that any user may
 * change, or that lies in a directory where any user may replace it, is unsafe.
 *
 * @returns `undefined` when the script can be used.
 */
export function inspectScript(path: string, effects: ScriptEffects = {}): ScriptProblem | undefined {
  const { platform = process.platform, stat = statSync, realPath = realpathSync } = effects;
  const paths = platform === 'win32' ? win32 : posix;
  if (/%[^%]+%/.test(path)) return missing(`Adapter script ${path} holds a variable that is not set`);
  if (!paths.isAbsolute(path)) return missing(`Adapter script ${path} is not an absolute path`);
  try {
    const script = stat(path);
    if (!script.isFile()) return missing(`Adapter script ${path} is not a file`);
    if (platform === 'win32') return undefined;
    if ((script.mode & 0o002) !== 0) return unsafe(`Adapter script ${path} can be changed by any user`);
    const folder = paths.dirname(realPath(path));
    return isOpenFolder(stat(folder).mode)
      ? unsafe(`Adapter script ${path} lies in ${folder}, where any user can replace it`)
      : undefined;
  } catch {
    return missing(`Adapter script ${path} does not exist or cannot be read`);
  }
}

/** The sticky bit keeps others from replacing a file, as in /tmp. */
function isOpenFolder(mode: number): boolean {
  return (mode & 0o002) !== 0 && (mode & 0o1000) === 0;
}

function missing(message: string): ScriptProblem {
  return { kind: 'missing', message };
}

function unsafe(message: string): ScriptProblem {
  return { kind: 'unsafe', message };
}
