import { protectorKinds } from '@aim/secrets';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import type { CommandResult } from '../../result.js';
import { SecretsCommand } from './SecretsCommand.js';

export class SecretsRekey extends SecretsCommand {
  static override paths = [['secrets', 'rekey']];
  static override usage = Command.Usage({
    category: 'Secrets',
    description: 'Make a new key for the vault, or change what protects it',
    details:
      'Protectors: keychain (of the operating system), passphrase, file (readable by you only). The vault is encrypted to a fresh key, so that a copy of the old one no longer opens it.',
    examples: [
      ['Protect it by a passphrase', 'aim secrets rekey --protector passphrase'],
      ['After a copy of the key got out', 'aim secrets rekey'],
    ],
  });

  readonly protector = Option.String('--protector', {
    description: 'keychain, passphrase or file; the present one when absent',
    validator: isEnum(protectorKinds),
  });
  readonly keepKey = Option.Boolean('--keep-key', false, {
    description: 'Move the present key instead of making a new one',
  });

  async run(): Promise<CommandResult> {
    const rekeyed = await this.openVault().rekey({
      newIdentity: !this.keepKey,
      ...(this.protector === undefined ? {} : { protector: this.protector }),
    });
    return { json: rekeyed, text: () => `The vault's key is now protected by: ${rekeyed.protector}` };
  }
}
