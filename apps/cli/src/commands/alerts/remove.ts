import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class AlertsRemove extends OperationCommand {
  static override paths = [['alerts', 'remove']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Have writes watched no more',
    details: 'Undoes `aim alerts install`.',
    examples: [['Take it back', 'aim alerts remove']],
  });

  async run(): Promise<CommandResult> {
    const { removeAlertsJob } = await import('../../operations/jobs.js');
    return removeAlertsJob(this.settings(), this.isDryRun);
  }
}
