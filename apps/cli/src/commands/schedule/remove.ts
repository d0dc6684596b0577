import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class ScheduleRemove extends OperationCommand {
  static override paths = [['schedule', 'remove']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Have the health check run by itself no more',
    details: 'Undoes `aim schedule install`.',
    examples: [['Take it back', 'aim schedule remove']],
  });

  async run(): Promise<CommandResult> {
    const { removeHealthJob } = await import('../../operations/jobs.js');
    return removeHealthJob(this.settings(), this.isDryRun);
  }
}
