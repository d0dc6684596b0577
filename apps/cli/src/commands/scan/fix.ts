import type { FixMethod, KeepRule } from '@aim/scanner';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import { cliError } from '../../errors.js';
import { readInput } from '../../readInput.js';
import type { CommandResult } from '../../result.js';
import { FixingCommand } from './FixingCommand.js';

const keepRules: readonly KeepRule[] = ['first', 'oldest', 'newest', 'shortest-path'];

export class ScanFix extends FixingCommand {
  static override paths = [['scan', 'fix']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Share the space of duplicates, or move findings into quarantine',
    details:
      'PLAN is what a scan printed with --json, or - for standard input. Each file is compared again right before anything happens to it; what changed since the scan is left alone. Nothing is deleted, one file of a group always stays, and aim scan undo takes everything back.',
    examples: [
      ['See what would be done', 'aim scan fix plan.json --hardlink --dry-run'],
      ['Make duplicates names of one file', 'aim scan fix plan.json --hardlink'],
      ['From a pipe', 'aim scan duplicates --json | aim scan fix - --quarantine'],
    ],
  });

  readonly hardlink = Option.Boolean('--hardlink', false, {
    description: 'Make each duplicate a further name of the file that stays',
  });
  readonly reflink = Option.Boolean('--reflink', false, {
    description: 'Let duplicates share blocks, where the file system can (Btrfs, XFS, APFS)',
  });
  readonly quarantine = Option.Boolean('--quarantine', false, {
    description: 'Move duplicates and caches into quarantine',
  });
  readonly keep = Option.String('--keep', 'first', {
    description: `Which file of a group stays: ${keepRules.join(', ')}`,
    validator: isEnum(keepRules),
  });
  readonly plan = Option.String({ name: 'PLAN' });

  async run(): Promise<CommandResult> {
    const method = this.method();
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const document = await this.readPlan();
    const { planFix } = await import('../../scan/fixing.js');
    return this.carryOut(
      settings,
      planFix(document, { method, keep: this.keep, platform: settings.platform }),
    );
  }

  private method(): FixMethod {
    const methods = (['hardlink', 'reflink', 'quarantine'] as const).filter((name) => this[name]);
    const [method] = methods;
    if (method !== undefined && methods.length === 1) return method;
    throw cliError('USAGE', 'Say how to fix: one of --hardlink, --reflink and --quarantine', {
      hint: "'aim scan fix --help' tells what each of them does.",
    });
  }

  private async readPlan(): Promise<unknown> {
    const text = await readInput(this.terminal, this.plan);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw cliError('INPUT_UNREADABLE', `${this.plan === '-' ? 'Standard input' : this.plan} is not JSON`, {
        hint: 'Write a plan with "aim scan duplicates --json > plan.json".',
      });
    }
  }
}
