import { displayText, exitCodes } from '@aim/core';
import type { HealthReport } from '@aim/health';
import { checkHealth, openAudit, type Settings } from '@aim/runtime';
import { Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';

/** A command that runs the health checks. */
export abstract class HealthCommand extends AimCommand {
  readonly only = Option.Array('--only', [], { description: 'Run this check; may be given more than once' });
  readonly skip = Option.Array('--skip', [], {
    description: 'Leave this check out; may be given more than once',
  });
  readonly workstream = Option.String('--workstream', {
    description: 'Add what this workstream requires and skips',
  });

  protected check(settings: Settings): Promise<HealthReport> {
    const { only, skip, workstream } = this;
    if (workstream !== undefined && !Object.hasOwn(settings.config.workstreams, workstream)) {
      this.notice(
        displayText(`warning: no settings for the workstream ${workstream}: the general ones count`),
      );
    }
    return checkHealth(settings, {
      only,
      skip,
      ...(workstream !== undefined && { workstream }),
      audit: openAudit(settings).append,
      signal: this.terminal.signal,
    });
  }
}

/** Exit code 9 when a check failed. */
export function healthExitCode({ summary }: HealthReport): number {
  return summary.fail > 0 ? exitCodes.findings : exitCodes.ok;
}
