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

  /** An older vault that was put back still opens; whoever uses its values should know. */
  protected warnIfRolledBack({ rolledBack }: { readonly rolledBack: boolean }): void {
    if (rolledBack)
      this.notice('warning: the vault is older than its last change: a previous copy was put back');
  }
}
