import {
  findPackages,
  configuredPackages,
  managerNamed,
  type ConfiguredPackage,
  type Settings,
} from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { cliError } from '../../errors.js';
import { PackageCommand } from '../../packages/PackageCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsInstall extends PackageCommand {
  static override paths = [['tools', 'install']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Install tools at the versions that the configuration pins',
    details:
      'NAME is a tool of the registry or a package that the configuration lists, with a version if you like (ruff==0.14.1, prettier@3.6.2); with --manager it is any package. What worked before goes on working until the new one is proven; if one of several fails, nothing is changed.',
    examples: [
      ['One tool', 'aim tools install claude-cli'],
      ['Everything that the configuration names', 'aim tools install --from-config'],
      ['A package that it does not name', 'aim tools install --manager pipx cowsay --pin 6.1'],
    ],
  });

  readonly fromConfig = Option.Boolean('--from-config', false, {
    description: 'Install everything that the configuration names',
  });
  readonly pin = Option.String('--pin', { description: 'The version to install of the one package named' });
  readonly manager = Option.String('--manager', {
    description: 'The package manager: pipx, uv, npm, pnpm, cargo, brew or winget',
  });
  readonly force = Option.Boolean('--force', false, {
    description: 'Install anew what is there already',
  });
  readonly rollback = Option.Boolean('--rollback', true, {
    description: 'Undo everything when one fails; --no-rollback keeps what succeeded',
  });
  readonly names = Option.Rest({ name: 'NAME' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const packages = this.asked(settings);
    const { planPackages } = await import('../../packages/planning.js');
    const plan = await planPackages(
      settings,
      { packages, confirm: this.isDryRun, ...(this.force && { reinstall: packages }) },
      this.services(settings),
    );
    return this.carryOut(settings, plan, { keepOnFailure: !this.rollback });
  }

  private asked(settings: Settings): readonly ConfiguredPackage[] {
    if (this.fromConfig && this.names.length === 0 && this.pin === undefined) {
      return configuredPackages(settings.config).packages;
    }
    if (this.fromConfig || this.names.length === 0 || (this.pin !== undefined && this.names.length > 1)) {
      throw cliError('USAGE', 'Name what to install, or give --from-config alone; --pin goes with one name', {
        hint: "'aim tools install --help' shows examples.",
      });
    }
    return findPackages(settings, {
      names: this.names,
      ...(this.manager !== undefined && { manager: managerNamed(this.manager, '--manager') }),
      ...(this.pin !== undefined && { pin: this.pin }),
    });
  }
}
