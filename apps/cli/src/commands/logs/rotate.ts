import { Command } from 'clipanion';
import { OperationCommand } from '../../operations/OperationCommand.js';
import type { CommandResult } from '../../result.js';

export class LogsRotate extends OperationCommand {
  static override paths = [['logs', 'rotate']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Rotate the log files that have grown too large',
    details:
      'The files, their sizes and how many are kept: `environment.observability.logFiles`. A log is renamed, so that no line is lost; the program that writes it has to open it again. Exit code 4 when a file cannot be rotated.',
    examples: [['See what is due', 'aim logs rotate --dry-run']],
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const { rotate } = await import('../../operations/logs.js');
    return rotate(settings, { dryRun: this.isDryRun, notice: this.notice });
  }
}
