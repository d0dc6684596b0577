import { loadSettings, openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { resolve } from 'node:path';
import { askPassphrase } from '../../askPassphrase.js';
import { cliError } from '../../errors.js';
import type { CommandResult } from '../../result.js';
import { ConfigCommand } from './ConfigCommand.js';

export class ConfigMigrate extends ConfigCommand {
  static override paths = [['config', 'migrate']];
  static override usage = Command.Usage({
    category: 'Configuration',
    description: 'Take over the configuration of the older systems into one aim_config.json',
    details:
      'Finds toolstack.config.json, AIM_registry.json, the coordination rules, aim_config.yaml, tool_profiles.json and invoke.yaml, or takes the files given by --from. Shows where each setting goes; --apply writes. The old files stay as they are, the previous target is kept, and --rollback brings it back.',
    examples: [
      ['See what would happen', 'aim config migrate'],
      ['Do it', 'aim config migrate --apply'],
      ['Undo it', 'aim config migrate --rollback'],
    ],
  });

  readonly from = Option.Array('--from', [], {
    description: 'Migrate this file; may be given more than once',
  });
  readonly to = Option.String('--to', 'aim_config.json', { description: 'The file to migrate into' });
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Only show what would be done (as without --apply)',
  });
  readonly apply = Option.Boolean('--apply', false, { description: 'Write the new configuration' });
  readonly rollback = Option.Boolean('--rollback', false, {
    description: 'Bring back what was there before the last migration',
  });
  readonly withSecrets = Option.Boolean('--with-secrets', false, {
    description: 'With --apply: import the keys that the older systems kept, too',
  });
  readonly force = Option.Boolean('--force', false, {
    description: 'With --rollback: even if the file was changed since',
  });

  async run(): Promise<CommandResult> {
    if ([this.dryRun, this.apply, this.rollback].filter(Boolean).length > 1) {
      throw cliError('USAGE', '--dry-run, --apply and --rollback exclude each other', {
        hint: "'aim config migrate --help' tells what each of them does.",
      });
    }
    if (this.rollback && this.withSecrets) {
      throw cliError('USAGE', '--rollback brings back the configuration, not the keys', {
        hint: "Leave --with-secrets out; what was imported stays until 'aim secrets delete NAME'.",
      });
    }
    const { applyMigration, presentApplied, presentPlan, presentRollback, readMigration, rollbackMigration } =
      await import('../../migration/migration.js');
    const { stateDir, ...context } = this.configContext();
    const target = resolve(context.cwd, this.to);
    if (this.rollback) {
      const record = this.changeLog();
      const undone = await rollbackMigration({ stateDir, target, force: this.force });
      if (undone.status === 'rolled_back') await record('Migration undone', { file: target });
      return presentRollback(undone, target);
    }
    const { env, cwd, home, platform } = this.terminal;
    const plan = readMigration({ env, cwd, home, platform, from: this.from, to: this.to });
    if (!this.apply) return presentPlan(plan, { withSecrets: this.withSecrets });
    const record = this.changeLog();
    const applied = await applyMigration(plan, { stateDir });
    if (applied.status !== 'nothing_to_do') {
      await record('Configuration migrated', { file: target, from: plan.sources.map(({ file }) => file) });
    }
    const shown = presentApplied(applied, plan);
    return this.withSecrets ? this.importSecrets(shown, target) : shown;
  }

  /** The keys of the older systems, found by the configuration that was just written. */
  private async importSecrets(shown: CommandResult, configFile: string): Promise<CommandResult> {
    const { env, cwd, home, platform } = this.terminal;
    const settings = loadSettings({ env, cwd, home, platform, configFile });
    const { importFromOlder } = await import('../secrets/importFromOlder.js');
    const secrets = await importFromOlder(
      settings,
      { from: ['dpapi', 'keyring'], removeLegacy: false },
      {
        audit: openAudit(settings).append,
        notice: this.notice,
        passphrase: (purpose) => askPassphrase(this.terminal, purpose),
      },
    );
    return {
      json: { ...(shown.json as object), secrets: secrets.json },
      text: async (style) => `${await shown.text(style)}\n\n${await secrets.text(style)}`,
      exitCode: secrets.exitCode ?? 0,
    };
  }
}
