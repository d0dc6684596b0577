import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsGet extends SecretsCommand {
  static override paths = [['secrets', 'get']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Print the value of a secret',
    details:
      'The access is recorded before the value is printed. To give a secret to a program, use `aim run`, which keeps it off the screen.',
    examples: [['Copy a key', 'aim secrets get GITHUB_TOKEN | xclip']],
  });

  readonly key = Option.String({ name: 'KEY' });

  async run(): Promise<CommandResult> {
    const { value } = await this.openVault().get(this.key);
    return { json: { key: this.key, value }, text: () => value };
  }
}
