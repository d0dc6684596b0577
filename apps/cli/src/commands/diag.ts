import { openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../AimCommand.js';
import { openVaultFor } from '../openVaultFor.js';
import type { CommandResult } from '../result.js';

export class Diag extends AimCommand {
  static override paths = [['diag']];
  static override usage = Command.Usage({
    category: 'Operations',
    description: 'Write a description of this machine that can be given away',
    details:
      'System, environment, configuration, a health check, the ends of the logs and the last events, in one JSON file. What has the name of a secret is left out, and every stored secret is looked for by its value, in every form in which a program writes it. For that the vault is opened, which the audit log records.',
    examples: [
      ['Beside a question', 'aim diag -o .'],
      ['Into the reports folder', 'aim diag'],
    ],
  });

  readonly output = Option.String('-o,--output', {
    description: 'Folder for the file; the reports folder when absent',
  });

  async run(): Promise<CommandResult> {
    const { terminal, notice } = this;
    const settings = this.settings();
    const audit = openAudit(settings).append;
    const vault = openVaultFor(settings, { terminal, audit, notice });
    const { writeBundle } = await import('../operations/diagnostics.js');
    return writeBundle(settings, {
      vault,
      audit,
      directory: this.output,
      signal: terminal.signal,
      notice,
    });
  }
}
