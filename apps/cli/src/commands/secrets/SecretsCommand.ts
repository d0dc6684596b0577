import { openAudit } from '@aim/runtime';
import type { Vault } from '@aim/secrets';
import { AimCommand } from '../../AimCommand.js';
import { openVaultFor } from '../../openVaultFor.js';

/** A command that works on the vault. */
export abstract class SecretsCommand extends AimCommand {
  protected openVault(): Vault {
    const settings = this.settings();
    const audit = openAudit(settings).append;
    return openVaultFor(settings, { terminal: this.terminal, audit, notice: this.notice });
  }
}
