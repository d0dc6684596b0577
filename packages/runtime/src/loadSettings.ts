import { userDirs, type UserDirs } from '@aim/core';
import { loadConfig, type EffectiveConfig, type LoadedConfig } from '@aim/config';
import { servicePaths } from './servicePaths.js';
import { toolsOnPath } from './toolsOnPath.js';

/** What a process knows of its surroundings. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

export interface SettingsInput extends Surroundings {
  /** Takes the place of the project's own configuration. */
  readonly configFile?: string | undefined;
}

/** The surroundings with the configuration and directories that follow from them; in `env`, PATH begins with the tools that `aim` installed. */
export interface Settings extends Surroundings {
  readonly dirs: UserDirs;
  readonly config: EffectiveConfig;
  readonly loaded: LoadedConfig;
}

/**
 * Loads the layered configuration.
 * @throws AimError of `@aim/config` when a layer cannot be used.
 */
export function loadSettings({ configFile, ...surroundings }: SettingsInput): Settings {
  const { env, platform, home } = surroundings;
  const dirs = userDirs({ env, platform, home });
  const loaded = loadConfig({
    ...surroundings,
    userConfigDir: dirs.config,
    stateDir: dirs.state,
    ...(configFile === undefined ? {} : { configFile }),
  });
  const { config } = loaded;
  const { toolCommands } = servicePaths({ config, dirs, platform });
  return { ...surroundings, env: toolsOnPath(env, toolCommands, platform), dirs, config, loaded };
}
