import { posix, win32 } from 'node:path';
import { homeFolder } from './homeFolder.js';

/** Where the product keeps its files; absolute paths. */
export interface UserDirs {
  readonly config: string;
  readonly data: string;
  readonly state: string;
  readonly cache: string;
}

export interface UserDirsInput {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
}

/**
 * The platform's own directories, or all under `AIM_HOME`; each one overridable by `AIM_CONFIG_DIR`,
 * `AIM_DATA_DIR`, `AIM_STATE_DIR` and `AIM_CACHE_DIR`.
 */
export function userDirs({
  env = process.env,
  platform = process.platform,
  home = homeFolder(env, platform),
}: UserDirsInput = {}): UserDirs {
  const base = env.AIM_HOME ? underAimHome(env.AIM_HOME, platform) : platformDirs(env, platform, home);
  const path = platform === 'win32' ? win32 : posix;
  return {
    config: path.resolve(env.AIM_CONFIG_DIR || base.config),
    data: path.resolve(env.AIM_DATA_DIR || base.data),
    state: path.resolve(env.AIM_STATE_DIR || base.state),
    cache: path.resolve(env.AIM_CACHE_DIR || base.cache),
  };
}

function underAimHome(root: string, platform: NodeJS.Platform): UserDirs {
  const path = platform === 'win32' ? win32 : posix;
  return {
    config: path.join(root, 'config'),
    data: path.join(root, 'data'),
    state: path.join(root, 'state'),
    cache: path.join(root, 'cache'),
  };
}

function platformDirs(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): UserDirs {
  if (platform === 'win32') {
    const roaming = env.APPDATA || win32.join(home, 'AppData', 'Roaming');
    const local = env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local');
    return {
      config: win32.join(roaming, 'aim', 'Config'),
      data: win32.join(local, 'aim', 'Data'),
      state: win32.join(local, 'aim', 'State'),
      cache: win32.join(local, 'aim', 'Cache'),
    };
  }
  if (platform === 'darwin') {
    const library = posix.join(home, 'Library');
    return {
      config: posix.join(library, 'Preferences', 'aim'),
      data: posix.join(library, 'Application Support', 'aim'),
      state: posix.join(library, 'Application Support', 'aim', 'state'),
      cache: posix.join(library, 'Caches', 'aim'),
    };
  }
  // The XDG specification says that a relative path in these variables is invalid and must be ignored.
  const xdg = (name: string, fallback: string): string => {
    const value = env[name];
    return posix.join(value && posix.isAbsolute(value) ? value : posix.join(home, fallback), 'aim');
  };
  return {
    config: xdg('XDG_CONFIG_HOME', '.config'),
    data: xdg('XDG_DATA_HOME', '.local/share'),
    state: xdg('XDG_STATE_HOME', '.local/state'),
    cache: xdg('XDG_CACHE_HOME', '.cache'),
  };
}
