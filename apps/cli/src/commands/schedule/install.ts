import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class ScheduleInstall extends OperationCommand {
  static override paths = [['schedule', 'install']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Have the health check run by itself',
    details:
      'Every `environment.observability.healthScanIntervalMinutes`, by systemd, launchd, the Task Scheduler or cron, for you and without other rights. The outcome is in the audit log and in `aim status`.',
    examples: [
      ['See what would be written', 'aim schedule install --dry-run'],
      ['Do it', 'aim schedule install'],
    ],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const { installHealthJob } = await import('../../operations/jobs.js');
    return installHealthJob(settings, { job: this.job, dryRun: this.isDryRun });
  }
}
