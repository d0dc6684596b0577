import type { Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';

/** A command that looks after the watched folders and the configuration. */
export abstract class WatchCommand extends AimCommand {
  readonly enforce = Option.Boolean('--enforce', false, {
    description: 'Move misplaced caches to environment.centralCache and leave links',
  });

  protected watchSettings(): Settings {
    const settings = this.settings();
    if ((settings.config.environment.watchRoots ?? []).length === 0)
      this.notice('environment.watchRoots names no folders: only the configuration is watched');
    return settings;
  }
}
