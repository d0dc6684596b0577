import { posix, win32 } from 'node:path';
import type { ToolFs } from './ToolFs.js';

export interface ToolSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly fs: ToolFs;
}

/** Folders of commands that package managers use, whether or not they are in `PATH`. */
export function toolPlaces({ env, platform, home, fs }: ToolSurroundings): readonly string[] {
  const windows = platform === 'win32';
  const path = windows ? win32 : posix;
  const from = (name: string, ...fallback: readonly string[]): string => env[name] || path.join(...fallback);
  const bin = windows ? 'Scripts' : 'bin';
  const npmBin = (prefix: string): string => (windows ? prefix : path.join(prefix, 'bin'));
  const places = npmPrefixes({ env, platform, home, fs }).map(npmBin);
  const pipxVenvs = pipxHomes({ env, platform, home, fs }).map((folder) => path.join(folder, 'venvs'));
  for (const venvs of [...pipxVenvs, uvTools({ env, platform, home, fs })]) {
    places.push(...fs.list(venvs).map((name) => path.join(venvs, name, bin)));
  }
  places.push(from('PIPX_BIN_DIR', home, '.local', 'bin'), from('UV_TOOL_BIN_DIR', home, '.local', 'bin'));
  places.push(path.join(home, '.claude', 'local'));
  if (windows) {
    const local = from('LOCALAPPDATA', home, 'AppData', 'Local');
    places.push(path.join(local, 'Microsoft', 'WinGet', 'Links'));
    places.push(path.join(from('SCOOP', home, 'scoop'), 'shims'));
    return places;
  }
  const brew = env.HOMEBREW_PREFIX;
  places.push(...(brew ? [path.join(brew, 'bin')] : []));
  places.push('/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin', '/usr/local/bin');
  return places;
}

/** Where npm's global packages may be: named by the environment or `.npmrc`, usual, or one per Node version. */
function npmPrefixes({ env, platform, home, fs }: ToolSurroundings): readonly string[] {
  const windows = platform === 'win32';
  const path = windows ? win32 : posix;
  const configured = /^[ \t]*prefix[ \t]*=[ \t]*"?([^"\r\n]+)/m
    .exec(fs.readText(path.join(home, '.npmrc')) ?? '')?.[1]
    ?.trim();
  const named = [
    env.npm_config_prefix,
    env.NPM_CONFIG_PREFIX,
    env.PREFIX,
    configured?.replace(/^~(?=[\\/])|^\$\{HOME\}/, home),
  ];
  const versions = windows
    ? [env.NVM_HOME || path.join(home, 'AppData', 'Roaming', 'nvm')]
    : [path.join(env.NVM_DIR || path.join(home, '.nvm'), 'versions', 'node')];
  const perVersion = versions.flatMap((folder) =>
    fs
      .list(folder)
      .filter((name) => /^v\d/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const usual = windows
    ? [path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'npm')]
    : [path.join(home, '.npm-global'), path.join(home, '.local'), '/usr/local', '/usr'];
  return [
    ...named.filter((prefix) => prefix !== undefined && prefix !== ''),
    ...usual,
    ...perVersion,
  ] as string[];
}

function pipxHomes({ env, platform, home }: ToolSurroundings): readonly string[] {
  const path = platform === 'win32' ? win32 : posix;
  const usual = [
    path.join(home, '.local', 'share', 'pipx'),
    path.join(home, '.local', 'pipx'),
    path.join(home, 'pipx'),
  ];
  if (platform === 'darwin') usual.push(path.join(home, 'Library', 'Application Support', 'pipx'));
  if (platform === 'win32') usual.push(path.join(home, 'AppData', 'Local', 'pipx', 'pipx'));
  return env.PIPX_HOME ? [env.PIPX_HOME] : usual;
}

function uvTools({ env, platform, home }: ToolSurroundings): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env.UV_TOOL_DIR) return env.UV_TOOL_DIR;
  return platform === 'win32'
    ? path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'uv', 'tools')
    : path.join(env.XDG_DATA_HOME || path.join(home, '.local', 'share'), 'uv', 'tools');
}
