import { exitCodes } from '@aim/core';
import { Command } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { HealthCommand } from './HealthCommand.js';

export class HealthVerify extends HealthCommand {
  static override paths = [['health', 'verify']];
  static override usage = Command.Usage({
    category: 'Health',
    description: 'Make sure that every health check passes',
    details:
      'For pipelines: exit code 9 unless every check passes, so that a warning counts as well. Shows only what did not pass.',
    examples: [['Before a release', 'aim health verify']],
  });

  async run(): Promise<CommandResult> {
    const report = await this.check(this.settings());
    const healthy = report.overall_status === 'healthy';
    return {
      json: { healthy, ...report },
      text: async (style) => {
        const { renderHealth } = await import('../../render/health.js');
        const amiss = report.checks.filter(({ status }) => status !== 'pass');
        const shown = this.verbose ? report.checks : amiss;
        return renderHealth({ ...report, checks: shown }, this.verbose, style).trimStart();
      },
      exitCode: healthy ? exitCodes.ok : exitCodes.findings,
    };
  }
}
