import { join, posix, win32 } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the environment in which the programs that a workspace has installed are found, as Nx's tasks find them. */
export function withLocalPrograms(
  env: Environment,
  root: string,
  platform: NodeJS.Platform = process.platform,
): Environment {
  const windows = platform === 'win32';
  const name = (windows && Object.keys(env).find((key) => key.toUpperCase() === 'PATH')) || 'PATH';
  const { delimiter } = windows ? win32 : posix;
  const entries = (env[name] ?? '').split(delimiter).filter((entry) => entry !== '');
  const own = join(root, 'node_modules', '.bin');
  return { ...env, [name]: (entries.includes(own) ? entries : [own, ...entries]).join(delimiter) };
}
