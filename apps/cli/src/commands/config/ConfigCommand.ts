import { findProjectConfig, loadContext, userConfigFile, type LoadContext } from '@aim/config';
import { userDirs } from '@aim/core';
import { openAudit } from '@aim/runtime';
import { join } from 'node:path';
import { AimCommand } from '../../AimCommand.js';

/** A command that works on configuration files themselves. */
export abstract class ConfigCommand extends AimCommand {
  /** Where the layers are looked for; works even when a layer is broken. */
  protected configContext(): LoadContext {
    const { env, cwd, home, platform } = this.terminal;
    const dirs = userDirs({ env, platform, home });
    return loadContext({
      env,
      cwd,
      home,
      platform,
      userConfigDir: dirs.config,
      stateDir: dirs.state,
      ...(this.configFile === undefined ? {} : { configFile: this.configFile }),
    });
  }

  protected userFile(): string {
    return userConfigFile(this.configContext());
  }

  /** The nearest project file, or where one would be made. */
  protected projectFile(): string {
    const context = this.configContext();
    return findProjectConfig(context) ?? join(context.cwd, 'aim_config.json');
  }

  /**
   * Where a change of a configuration file is recorded: its name and which setting, never a value. Asked for before the
   * change, so that nothing is changed that cannot be recorded.
   */
  protected changeLog(): (message: string, details: Readonly<Record<string, unknown>>) => Promise<void> {
    const { append } = openAudit(this.settings());
    return (message, details) => append({ type: 'config_change', message, details });
  }
}
