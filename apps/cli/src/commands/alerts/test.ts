import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

export class AlertsTest extends AimCommand {
  static override paths = [['alerts', 'test']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Send a test alert to every channel that is set up',
    details: 'The channels are those of `environment.auditAlert.notify`. Exit code 4 when one of them fails.',
    examples: [['Do alerts arrive?', 'aim alerts test']],
  });

  async run(): Promise<CommandResult> {
    const { testChannels } = await import('../../operations/alerts.js');
    return testChannels(this.settings());
  }
}
