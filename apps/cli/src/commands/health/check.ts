import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { HealthCommand, healthExitCode } from './HealthCommand.js';

export class HealthCheckCommand extends HealthCommand {
  static override paths = [['health', 'check']];
  static override usage = Command.Usage({
    category: 'Health',
    description: 'Check whether this machine is fit for the work',
    details:
      'Each check is on its own: one that fails or hangs does not touch the others. Exit code 9 when one fails.',
    examples: [
      ['All checks', 'aim health check'],
      ['Two of them', 'aim health check --only commands --only ai_tools'],
      ['Before a workstream', 'aim health check --workstream ws-docs'],
    ],
  });

  async run(): Promise<CommandResult> {
    const report = await this.check(this.settings());
    return {
      json: report,
      text: async (style) =>
        (await import('../../render/health.js')).renderHealth(report, this.verbose, style),
      exitCode: healthExitCode(report),
    };
  }
}
