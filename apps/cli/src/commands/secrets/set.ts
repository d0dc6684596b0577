import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsSet extends SecretsCommand {
  static override paths = [['secrets', 'set']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Store a secret',
    details:
      'Asks for the value without showing it, or reads it from standard input when that is not a terminal (one final line break is dropped). A value on the command line works too, but stays in the history of the shell.',
    examples: [
      ['Be asked for the value', 'aim secrets set OPENAI_API_KEY'],
      ['Take it from another program', 'pass show openai | aim secrets set OPENAI_API_KEY'],
    ],
  });

  readonly description = Option.String('-d,--description', {
    description: 'What the secret is for; not secret itself',
  });
  readonly key = Option.String({ name: 'KEY' });
  readonly value = Option.String({ name: 'VALUE', required: false });

  async run(): Promise<CommandResult> {
    const vault = this.openVault();
    await vault.set(
      this.key,
      await this.valueToStore(),
      this.description === undefined ? {} : { description: this.description },
    );
    return { json: { key: this.key, stored: true }, text: () => `Stored ${this.key}` };
  }

  private async valueToStore(): Promise<string> {
    if (this.value !== undefined) {
      this.notice(
        'warning: a value on the command line can be read in the shell history and the process list',
      );
      return this.value;
    }
    if (this.terminal.stdinIsTTY) return this.terminal.askSecret(`Value of ${this.key}`);
    return (await this.terminal.readStdin()).replace(/\r?\n$/, '');
  }
}
