import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { parseSecretsFile, secretsFileFormats } from '../../parseSecretsFile.js';
import { readInput } from '../../readInput.js';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsImport extends SecretsCommand {
  static override paths = [['secrets', 'import']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Store every secret of a .env or JSON file',
    details:
      'All or nothing: when one entry cannot be stored, none is. The file itself is left as it is; delete it once the secrets are in. `-` reads standard input.',
    examples: [['A .env file', 'aim secrets import .env']],
  });

  readonly format = Option.String('--format', {
    description: 'dotenv or json; told from the file name when absent',
    validator: isEnum(secretsFileFormats),
  });
  readonly file = Option.String({ name: 'FILE' });

  async run(): Promise<CommandResult> {
    const text = await readInput(this.terminal, this.file);
    const format = this.format ?? (this.file.endsWith('.json') ? 'json' : 'dotenv');
    const { entries, warnings } = await parseSecretsFile(text, { format, file: this.file });
    for (const warning of warnings) this.notice(`warning: ${warning}`);
    const { created, updated } = await this.openVault().importMany(entries);
    return {
      json: { created, updated, warnings },
      text: () =>
        `${created.length} stored, ${updated.length} changed: ${[...created, ...updated].join(', ')}`,
    };
  }
}
