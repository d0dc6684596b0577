import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class AlertsInstall extends OperationCommand {
  static override paths = [['alerts', 'install']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Have writes outside the allowed folders watched from log-in on',
    details:
      'Installs `aim alerts run` as a job of yours. It watches `environment.watchRoots`; see `environment.auditAlert`.',
    examples: [
      ['See what would be written', 'aim alerts install --dry-run'],
      ['Do it', 'aim alerts install'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const { installAlertsJob } = await import('../../operations/jobs.js');
    return installAlertsJob(settings, { job: this.job, dryRun: this.isDryRun });
  }
}
