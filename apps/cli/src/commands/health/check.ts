import { exitCodes } from '@aim/core';
import { checkHealth, openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class HealthCheckCommand extends AimCommand {
  static override paths = [['health', 'check']];
  static override usage = Command.Usage({
    category: 'Health',
    description: 'Check whether this machine is fit for the work',
    details:
      'Each check is on its own: one that fails or hangs does not touch the others. Exit code 9 when one fails.',
    examples: [
      ['All checks', 'aim health check'],
      ['Two of them', 'aim health check --only commands --only ai_tools'],
    ],
  });

  readonly only = Option.Array('--only', [], { description: 'Run this check; may be given more than once' });
  readonly skip = Option.Array('--skip', [], {
    description: 'Leave this check out; may be given more than once',
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const report = await checkHealth(settings, {
      only: this.only,
      skip: this.skip,
      audit: openAudit(settings).append,
    });
    return {
      json: report,
      text: async (style) =>
        (await import('../../render/health.js')).renderHealth(report, this.verbose, style),
      exitCode: report.summary.fail > 0 ? exitCodes.findings : exitCodes.ok,
    };
  }
}
