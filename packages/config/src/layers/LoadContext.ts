import { posix, win32, type PlatformPath } from 'node:path';
import { homeFolder, systemFs, userDirs } from '@aim/core';
import type { ConfigFs } from '../ConfigFs.js';

/** Where configuration is looked for. What is absent is the running process's own. */
export interface LoadConfigOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
  readonly platform?: NodeJS.Platform;
  /** `--config`: takes the place of the project's file and of `AIM_CONFIG`. */
  readonly configFile?: string;
  /** Folder of the user's `aim_config.json`. */
  readonly userConfigDir?: string;
  /** Folder of the list of trusted configuration files. */
  readonly stateDir?: string;
  readonly fs?: ConfigFs;
}

/** The options with every default filled in. */
export interface LoadContext extends Required<Omit<LoadConfigOptions, 'configFile'>> {
  readonly configFile: string | undefined;
  /** The rules for paths of `platform`. */
  readonly path: PlatformPath;
}

/** Fills in the defaults. */
export function loadContext(options: LoadConfigOptions): LoadContext {
  const {
    env = process.env,
    platform = process.platform,
    home = homeFolder(env, platform),
    fs = systemFs,
  } = options;
  const dirs = userDirs({ env, platform, home });
  return {
    cwd: options.cwd ?? process.cwd(),
    env,
    home,
    platform,
    fs,
    configFile: options.configFile,
    userConfigDir: options.userConfigDir ?? dirs.config,
    stateDir: options.stateDir ?? dirs.state,
    path: platform === 'win32' ? win32 : posix,
  };
}
