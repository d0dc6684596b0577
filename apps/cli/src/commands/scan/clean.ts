import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { withLiveLine } from '../../scan/liveLine.js';
import { showCaches } from '../../scan/showCaches.js';
import { FixingCommand } from './FixingCommand.js';

export class ScanClean extends FixingCommand {
  static override paths = [['scan', 'clean']];
  static override usage = Command.Usage({
    category: 'Scan',
    description: 'Move misplaced caches into quarantine',
    details:
      'What aim scan caches finds, and of what AI tools left there the parts that are safe to drop. Logins, histories and settings stay, and nothing is deleted: aim scan undo takes it back.',
    examples: [
      ['See what would be moved', 'aim scan clean --dry-run'],
      ['In one folder', 'aim scan clean ~/work'],
    ],
  });

  readonly roots = Option.Rest({ name: 'ROOT' });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const off = this.switchedOff(settings);
    if (off !== undefined) return off;
    const live = this.json || this.quiet ? undefined : this.terminal.live;
    const request = { roots: this.roots, signal: this.terminal.signal };
    const found = await withLiveLine(live, (show) => showCaches(settings, request, show));
    const { misplacedJson } = await import('../../scan/caches.js');
    const { planFix } = await import('../../scan/fixing.js');
    const { platform } = settings;
    return this.carryOut(settings, planFix(misplacedJson(found, found), { method: 'quarantine', platform }));
  }
}
