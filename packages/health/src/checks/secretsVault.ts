import type { HealthCheck } from '../HealthCheck.js';

/** The vault is there and can be used. A vault that was never made is a warning: tools run without secrets. */
export const secretsVaultCheck: HealthCheck = {
  id: 'secrets_vault',
  title: 'Secrets vault',
  async run({ vaultStatus, signal }) {
    const vault = await vaultStatus(signal);
    const details = {
      path: vault.path,
      protector: vault.protector,
      secret_count: vault.secretCount,
      unlocked: vault.unlocked,
    };
    if (vault.problem !== undefined) {
      return {
        status: 'fail',
        message: vault.problem,
        details,
        ...(vault.fix === undefined ? {} : { fix: vault.fix }),
      };
    }
    if (!vault.exists) {
      return { status: 'warn', message: 'No vault yet', details, fix: 'aim secrets set NAME' };
    }
    if (vault.rolledBack) {
      return {
        status: 'warn',
        message: 'The vault is older than its last change: a previous copy was put back',
        details,
        fix: `put the newer ${vault.path} back, or keep this one: the next 'aim secrets set' accepts it`,
      };
    }
    const opened = vault.unlocked ? '' : ', not opened (that takes its passphrase)';
    return {
      status: 'pass',
      message: `${vault.secretCount} secret(s), protector: ${vault.protector ?? 'unknown'}${opened}`,
      details,
    };
  },
};
