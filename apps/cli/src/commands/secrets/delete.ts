import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsDelete extends SecretsCommand {
  static override paths = [['secrets', 'delete']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Remove a secret from the vault',
    details: 'The previous vault is kept beside the new one as vault.age.bak until the next change.',
    examples: [['Remove a key', 'aim secrets delete OLD_API_KEY']],
  });

  readonly key = Option.String({ name: 'KEY' });

  async run(): Promise<CommandResult> {
    await this.openVault().delete(this.key);
    return { json: { key: this.key, deleted: true }, text: () => `Deleted ${this.key}` };
  }
}
