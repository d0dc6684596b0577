import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class ScheduleStatus extends AimCommand {
  static override paths = [['schedule', 'status']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Tell whether the health check runs by itself',
    details: 'Asks the scheduler of this machine.',
    examples: [['Is it active?', 'aim schedule status']],
  });

  async run(): Promise<CommandResult> {
    const { healthJobStatus } = await import('../../operations/jobs.js');
    return healthJobStatus(this.settings());
  }
}
