import { openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { askPassphrase } from '../../askPassphrase.js';
import { cliError } from '../../errors.js';
import { parseSecretsFile, secretsFileFormats } from '../../parseSecretsFile.js';
import { readInput } from '../../readInput.js';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsImport extends SecretsCommand {
  static override paths = [['secrets', 'import']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Store every secret of a .env or JSON file, or of an older system',
    details:
      'A file goes in whole: when one entry cannot be stored, none is. The file itself is left as it is; delete it once the secrets are in. `-` reads standard input.\n\n--from takes what an older system kept: `keyring` the items that AIM stored with Python, `dpapi` the vaults of AI_MANGER that the configuration names, a FILE one such vault. A secret that the vault holds with another value is not overwritten. With --remove-legacy the older place loses what a fresh unlock of the vault gives back, and nothing else.',
    examples: [
      ['A .env file', 'aim secrets import .env'],
      ['The keys that AIM stored with Python', 'aim secrets import --from keyring'],
    ],
  });

  readonly format = Option.String('--format', {
    description: 'dotenv or json; told from the file name when absent',
    validator: isEnum(secretsFileFormats),
  });
  readonly from = Option.String('--from', {
    description: 'Import from an older system: keyring, dpapi or a vault.json',
  });
  readonly removeLegacy = Option.Boolean('--remove-legacy', false, {
    description: 'Take out of the older place what was imported and read back',
  });
  readonly file = Option.String({ name: 'FILE', required: false });

  async run(): Promise<CommandResult> {
    const { file, from, removeLegacy } = this;
    if (from !== undefined && file === undefined && this.format === undefined) return this.importOlder(from);
    if (file === undefined || from !== undefined || removeLegacy) {
      throw cliError('USAGE', "'aim secrets import' takes either a FILE or --from", {
        hint: '--format goes with a FILE, --remove-legacy with --from.',
      });
    }
    return this.importFile(file);
  }

  private async importOlder(from: string): Promise<CommandResult> {
    const settings = this.settings();
    const { importFromOlder } = await import('./importFromOlder.js');
    return importFromOlder(
      settings,
      { from: [from], removeLegacy: this.removeLegacy },
      {
        audit: openAudit(settings).append,
        notice: this.notice,
        passphrase: (purpose) => askPassphrase(this.terminal, purpose),
      },
    );
  }

  private async importFile(file: string): Promise<CommandResult> {
    const text = await readInput(this.terminal, file);
    const format = this.format ?? (file.endsWith('.json') ? 'json' : 'dotenv');
    const { entries, warnings } = await parseSecretsFile(text, { format, file });
    for (const warning of warnings) this.notice(`warning: ${warning}`);
    const { created, updated } = await this.openVault().importMany(entries);
    return {
      json: { created, updated, warnings },
      text: () =>
        `${created.length} stored, ${updated.length} changed: ${[...created, ...updated].join(', ')}`,
    };
  }
}
