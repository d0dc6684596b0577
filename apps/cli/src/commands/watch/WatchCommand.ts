import type { Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import { offNotice } from '../../environmentSwitch.js';

/** A command that looks after the watched folders and the configuration. */
export abstract class WatchCommand extends AimCommand {
  readonly enforce = Option.Boolean('--enforce', false, {
    description: 'Move misplaced caches to environment.centralCache and leave links',
  });

  /** Where `environment.enabled` is false nothing is moved, whatever was asked for. */
  protected enforces({ config }: Settings, asked = this.enforce): boolean {
    return asked && config.environment.enabled !== false;
  }

  protected watchSettings(): Settings {
    const settings = this.settings();
    const left = 'only the configuration is watched';
    const off = offNotice(settings, left);
    if (off !== undefined) this.notice(off);
    else if ((settings.config.environment.watchRoots ?? []).length === 0)
      this.notice(`environment.watchRoots names no folders: ${left}`);
    return settings;
  }
}
