import { resolve } from 'node:path';
import type { JobRequest, Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import { switchedOff } from '../environmentSwitch.js';
import type { CommandResult } from '../result.js';
import { wantsDryRun } from '../wantsDryRun.js';

/** A command that changes the user's environment, or shows how it would. */
export abstract class OperationCommand extends AimCommand {
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what would be done and do nothing',
  });

  protected get isDryRun(): boolean {
    return wantsDryRun(this.dryRun, this.terminal);
  }

  /** How a job starts `aim` again, with the configuration that was named here. */
  protected get job(): JobRequest {
    const { self, cwd } = this.terminal;
    return { aim: self, configFile: this.configFile && resolve(cwd, this.configFile) };
  }

  /** The answer where `environment.enabled` is false: nothing is set up then, and undoing still works. */
  protected switchedOff(settings: Settings): CommandResult | undefined {
    return switchedOff(settings, this.isDryRun);
  }
}
