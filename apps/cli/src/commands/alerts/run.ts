import { Command } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import { switchedOff } from '../../environmentSwitch.js';
import type { CommandResult } from '../../result.js';

export class AlertsRun extends AimCommand {
  static override paths = [['alerts', 'run']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Watch for writes outside the allowed folders until stopped',
    details:
      'Watches `environment.watchRoots` and sends an alert for every change outside `environment.auditAlert.allowRoots`. What changed is told, not which program did it.',
    examples: [['Until Ctrl-C', 'aim alerts run']],
  });

  async run(): Promise<CommandResult> {
    const { runAlerts } = await import('../../operations/alerts.js');
    const settings = this.settings();
    const off = switchedOff(settings, false);
    if (off !== undefined) return off;
    return runAlerts(settings, { signal: this.terminal.signal, notice: this.notice });
  }
}
