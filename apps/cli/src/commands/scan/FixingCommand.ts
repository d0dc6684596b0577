import { exitCodes } from '@aim/core';
import { openAudit, type Settings } from '@aim/runtime';
import type { FixPlan } from '@aim/scanner';
import { Option } from 'clipanion';
import { join } from 'node:path';
import { AimCommand } from '../../AimCommand.js';
import { switchedOff } from '../../environmentSwitch.js';
import { countOf } from '../../render/count.js';
import type { CommandResult } from '../../result.js';
import { withLiveLine } from '../../scan/liveLine.js';

/** A command that plans a fix and shows it or carries it out. */
export abstract class FixingCommand extends AimCommand {
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what would be done and do nothing',
  });

  /** Older scripts ask for a dry run by a variable. */
  private get isDryRun(): boolean {
    const { env } = this.terminal;
    return this.dryRun || env.PIPELINE_DRY_RUN === '1' || env.CLISTACK_DRYRUN === 'true';
  }

  /** The answer where `environment.enabled` is false: nothing is moved then, and undoing still works. */
  protected switchedOff(settings: Settings): CommandResult | undefined {
    return switchedOff(settings, this.isDryRun);
  }

  protected async carryOut(settings: Settings, plan: FixPlan): Promise<CommandResult> {
    const { fixFindings, readablePaths, renderFixPlan, renderFixResult } = await import(
      '../../scan/fixing.js'
    );
    if (this.isDryRun || plan.items.length === 0) {
      return {
        json: readablePaths({ dry_run: this.isDryRun, run: null, ...plan }),
        text: (style) => renderFixPlan(plan, this.verbose, style),
      };
    }
    const live = this.json || this.quiet ? undefined : this.terminal.live;
    const result = await withLiveLine(live, (show) =>
      fixFindings(settings, plan, {
        audit: openAudit(settings).append,
        signal: this.terminal.signal,
        onItem: (_, done, total) => show(() => `${done} of ${countOf(total, 'path')}`),
      }),
    );
    const left = plan.skipped.filter(({ reason }) => reason !== 'kept');
    const quarantine = join(settings.dirs.state, 'quarantine', result.run);
    return {
      json: readablePaths({ dry_run: false, ...result, left_alone: left }),
      text: (style) => renderFixResult(result, { verbose: this.verbose, quarantine }, style),
      exitCode: result.aborted ? exitCodes.interrupted : result.failed > 0 ? exitCodes.general : exitCodes.ok,
    };
  }
}
