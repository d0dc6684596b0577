import { formatSecrets, secretFormats } from '@aim/secrets';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { cliError } from '../../errors.js';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsExport extends SecretsCommand {
  static override paths = [['secrets', 'export']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Print secrets in a form that other programs read',
    details: 'Without names, all secrets. Formats: dotenv, json, shell, powershell.',
    examples: [
      ['Into this shell', 'eval "$(aim secrets export OPENAI_API_KEY --format shell)"'],
      ['A .env file', 'aim secrets export > .env'],
    ],
  });

  readonly format = Option.String('--format', 'dotenv', {
    description: 'dotenv (default), json, shell or powershell',
    validator: isEnum(secretFormats),
  });
  readonly keys = Option.Rest({ name: 'KEY' });

  async run(): Promise<CommandResult> {
    const vault = this.openVault();
    const released = this.keys.length > 0 ? await vault.getMany(this.keys) : await vault.exportAll();
    if (released.missing.length > 0) {
      throw cliError('SECRET_MISSING', `The vault holds no ${released.missing.join(', ')}`, {
        hint: "'aim secrets list' shows what it holds.",
      });
    }
    return { json: released.values, text: () => formatSecrets(released.values, this.format) };
  }
}
