import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment in which the tools that `aim` installed are found first, as long as there are any. Everything that
 * looks for a command or starts one then means the pinned version, whatever the user's own PATH holds.
 */
export function toolsOnPath(env: Environment, folder: string, platform: NodeJS.Platform): Environment {
  if (!existsSync(folder)) return env;
  const windows = platform === 'win32';
  const name = (windows && Object.keys(env).find((key) => key.toUpperCase() === 'PATH')) || 'PATH';
  const { delimiter } = windows ? win32 : posix;
  const entries = (env[name] ?? '').split(delimiter).filter((entry) => entry !== '' && entry !== folder);
  return { ...env, [name]: [folder, ...entries].join(delimiter) };
}
