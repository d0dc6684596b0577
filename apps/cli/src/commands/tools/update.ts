import { exitCodes } from '@aim/core';
import type { InstallPlan } from '@aim/installer';
import { configuredPackages, findPackages } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { cliError } from '../../errors.js';
import { PackageCommand } from '../../packages/PackageCommand.js';
import type { CommandResult } from '../../result.js';

export class ToolsUpdate extends PackageCommand {
  static override paths = [['tools', 'update']];
  static override usage = Command.Usage({
    category: 'Tools',
    description: 'Bring tools to their newest release, or to their pin',
    details:
      'A pinned tool goes to its pin and no further. Releases younger than environment.minimumReleaseAge are held back. With --check nothing is changed.',
    examples: [
      ['See what is newer', 'aim tools update --check'],
      ['Update everything', 'aim tools update --all'],
    ],
  });

  readonly all = Option.Boolean('--all', false, {
    description: 'Update everything that the configuration names',
  });
  readonly check = Option.Boolean('--check', false, { description: 'Only show what is newer' });
  readonly exitCode = Option.Boolean('--exit-code', false, {
    description: 'With --check: exit with 9 when there is something newer',
  });
  readonly names = Option.Rest({ name: 'NAME' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    if (this.names.length === 0 && !this.all && !this.check) {
      throw cliError('USAGE', 'Name what to update, or give --all', {
        hint: "'aim tools update --check' shows what is newer.",
      });
    }
    const packages =
      this.names.length > 0
        ? findPackages(settings, { names: this.names })
        : configuredPackages(settings.config).packages;
    const { planPackages } = await import('../../packages/planning.js');
    const plan = await planPackages(
      settings,
      { packages, update: true, confirm: this.isDryRun },
      this.services(settings),
    );
    return this.check ? this.showUpdates(plan) : this.carryOut(settings, plan);
  }

  private async showUpdates(plan: InstallPlan): Promise<CommandResult> {
    const { planJson, renderPlan } = await import('../../packages/planning.js');
    // The older system's words, beside the plan's own.
    const updates = plan.steps.map(({ manager, name, from, to, action }) => ({
      name,
      manager,
      installed: from ?? null,
      latest: to ?? null,
      update: action !== 'keep',
    }));
    const some = updates.some(({ update }) => update);
    return {
      json: { updates, ...planJson(plan) },
      text: (style) => renderPlan(plan, style),
      exitCode: this.exitCode && some ? exitCodes.findings : exitCodes.ok,
    };
  }
}
