import { packageKey } from '@aim/versions';
import { versionReportOf } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { PackageCommand } from '../../packages/PackageCommand.js';
import type { CommandResult } from '../../result.js';

export class VersionSync extends PackageCommand {
  static override paths = [['version', 'sync']];
  static override usage = Command.Usage({
    category: 'Versions',
    description: 'Bring what has drifted or is missing to its pin or to the lock',
    details:
      'Shows what it would do; --apply does it. What is ahead of the lock, and what nothing holds, stays as it is.',
    examples: [
      ['See what would change', 'aim version sync --dry-run'],
      ['Change it', 'aim version sync --apply'],
    ],
  });

  readonly apply = Option.Boolean('--apply', false, { description: 'Do it' });
  readonly rollback = Option.Boolean('--rollback', true, {
    description: 'Undo everything when one fails; --no-rollback keeps what succeeded',
  });

  protected override get isDryRun(): boolean {
    return !this.apply || super.isDryRun;
  }

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const services = this.services(settings);
    const { planPackages, planSync } = await import('../../packages/planning.js');
    const { report, packages } = await versionReportOf(settings, services);
    const changes = new Map(planSync(report).map((change) => [packageKey(change), change]));
    const asked = packages.filter((one) => changes.has(packageKey(one)));
    const plan = await planPackages(settings, { packages: asked, confirm: this.isDryRun }, services);
    return this.carryOut(settings, plan, { keepOnFailure: !this.rollback });
  }
}
