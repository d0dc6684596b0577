import { homedir } from 'node:os';

/**
 * The home folder of the user, as `os.homedir()` tells it. Read from the environment where that names it, as it nearly
 * always does: Node's module of the operating system takes half a millisecond to load.
 */
export function homeFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir();
}
