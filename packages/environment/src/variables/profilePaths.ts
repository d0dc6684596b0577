import { isAbsolutePath } from '../system/isAbsolutePath.js';
import { pathModule } from '../system/pathModule.js';
import type { ShellKind } from './ShellKind.js';

export interface ProfileHome {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/**
 * The profiles of a shell that carry the block: what an interactive shell reads and what a login shell reads.
 *
 * A login bash reads only the first of `.bash_profile`, `.bash_login` and `.profile`; where there is none, `.profile`
 * is made, since a new `.bash_profile` would hide a `.profile` that comes later. zsh gets `.zprofile` and `.zshrc` and
 * not `.zshenv`: on macOS `/etc/zprofile` puts PATH in another order after `.zshenv`.
 *
 * @param exists - whether a file is there
 */
export function profilePaths(
  shell: ShellKind,
  place: ProfileHome,
  exists: (path: string) => boolean,
): readonly string[] {
  const { home, platform } = place;
  const { join } = pathModule(platform);
  const [configHome, zshHome] = [folder(place, 'XDG_CONFIG_HOME', '.config'), folder(place, 'ZDOTDIR', '')];
  const profile = join(home, '.profile');
  switch (shell) {
    case 'bash': {
      const login = ['.bash_profile', '.bash_login'].map((name) => join(home, name)).find(exists) ?? profile;
      return [join(home, '.bashrc'), login];
    }
    case 'zsh':
      return [join(zshHome, '.zshrc'), join(zshHome, '.zprofile')];
    case 'fish':
      return [join(configHome, 'fish', 'conf.d', 'aim.fish')];
    case 'powershell':
      return powerShellProfiles(home, configHome, platform);
    default:
      return [profile];
  }
}

/** Every file that could carry a block, for removal: the user may have changed shells since. */
export function allProfilePaths(place: ProfileHome): readonly string[] {
  const { home, platform } = place;
  const { join } = pathModule(platform);
  const bash = ['.bashrc', '.bash_profile', '.bash_login', '.profile'].map((name) => join(home, name));
  const others = (['zsh', 'fish', 'powershell'] as const).flatMap((shell) =>
    profilePaths(shell, place, () => false),
  );
  const plainZsh = profilePaths('zsh', { ...place, env: {} }, () => false);
  const plainFish = profilePaths('fish', { ...place, env: {} }, () => false);
  return [...new Set([...bash, ...others, ...plainZsh, ...plainFish])];
}

function powerShellProfiles(home: string, configHome: string, platform: NodeJS.Platform): readonly string[] {
  const { join } = pathModule(platform);
  if (platform !== 'win32') return [join(configHome, 'powershell', 'profile.ps1')];
  return ['PowerShell', 'WindowsPowerShell'].map((name) => join(home, 'Documents', name, 'profile.ps1'));
}

function folder({ env, home, platform }: ProfileHome, variable: string, fallback: string): string {
  const value = env[variable];
  if (value !== undefined && isAbsolutePath(value, platform)) return value;
  return pathModule(platform).join(home, fallback);
}
