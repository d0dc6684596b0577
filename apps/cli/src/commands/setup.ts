import { Command, Option } from 'clipanion';
import { cliError } from '../errors.js';
import { PackageCommand } from '../packages/PackageCommand.js';
import type { CommandResult } from '../result.js';

export class Setup extends PackageCommand {
  static override paths = [['setup']];
  static override usage = Command.Usage({
    category: 'Setup',
    description: 'Make the environment that the configuration describes',
    details:
      'The vault, then every tool at its version, shims where `environment.masterBin.enable` asks for them, then a health check. A shell profile is edited only with `environment.buildWrappers`. What is there already is left alone, so that a second run changes nothing. Exit code 3 when a package manager is missing, 4 when a tool could not be installed, 9 when the health check fails.',
    examples: [
      ['See what would be done', 'aim setup --dry-run'],
      ['Do it', 'aim setup --all'],
      ['After an interruption', 'aim setup --resume'],
    ],
  });

  readonly all = Option.Boolean('--all', false, { description: 'Everything; the same as naming nothing' });
  readonly secretsOnly = Option.Boolean('--secrets-only', false, { description: 'Only the vault' });
  readonly toolsOnly = Option.Boolean('--tools-only', false, { description: 'Only the tools' });
  readonly resume = Option.Boolean('--resume', false, {
    description: 'Complete an installation that was interrupted',
  });
  readonly rollback = Option.Boolean('--rollback', {
    description:
      'Undo an installation that was interrupted; --no-rollback: keep what succeeded when one fails',
  });

  async run(): Promise<CommandResult> {
    const modes = [this.all, this.secretsOnly, this.toolsOnly, this.resume, this.rollback === true];
    if (modes.filter(Boolean).length > 1) {
      throw cliError(
        'USAGE',
        '--all, --secrets-only, --tools-only, --resume and --rollback exclude each other',
        {
          hint: "'aim setup --help' tells what each of them does.",
        },
      );
    }
    if (this.resume || this.rollback === true) return this.finishInterrupted();
    const { presentSetup, setUpEnvironment, setUpVault } = await import('../setup/steps.js');
    const settings = this.settings();
    const vault = this.toolsOnly
      ? undefined
      : await setUpVault(settings, { terminal: this.terminal, notice: this.notice, dryRun: this.isDryRun });
    const tools = this.secretsOnly ? undefined : await this.setUpTools(settings);
    const isWhole = !this.secretsOnly && !this.toolsOnly;
    // What was installed just now stands in PATH from here on.
    const after = this.settings({ announce: false });
    const environment = isWhole ? await setUpEnvironment(after, this.isDryRun) : {};
    return presentSetup({
      settings: after,
      path: this.terminal.env,
      parts: { ...(vault && { vault }), ...(tools && { tools }), ...environment },
      checked: isWhole && !this.isDryRun,
      dryRun: this.isDryRun,
    });
  }

  private async setUpTools(settings: ReturnType<Setup['settings']>): Promise<CommandResult> {
    const { configuredPackages } = await import('@aim/runtime');
    const { planPackages } = await import('../packages/planning.js');
    const { packages } = configuredPackages(settings.config);
    const plan = await planPackages(settings, { packages, confirm: this.isDryRun }, this.services(settings));
    return this.carryOut(settings, plan, { keepOnFailure: this.rollback === false });
  }

  private async finishInterrupted(): Promise<CommandResult> {
    const settings = this.settings({ announce: false });
    const { finishInterrupted } = await import('../setup/finishInterrupted.js');
    const result = await finishInterrupted(settings, this.services(settings), {
      undo: this.rollback === true,
      notice: this.notice,
    });
    const shown = await this.resultOf(result);
    if (this.rollback !== true || result.status !== 'rolled_back') return shown;
    const text = (): string => 'The interrupted installation is undone: everything is as it was before it';
    return { json: shown.json, text };
  }
}
