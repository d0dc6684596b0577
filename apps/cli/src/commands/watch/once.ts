import { openAudit } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import type { CommandResult } from '../../result.js';
import { WatchCommand } from './WatchCommand.js';

export class WatchOnce extends WatchCommand {
  static override paths = [['watch', 'once']];
  static override usage = Command.Usage({
    category: 'Watch',
    description: 'Look once for changed configuration and misplaced caches',
    details:
      'Configuration files that changed since the last look are validated and recorded. Caches in environment.watchRoots are reported, or moved with --enforce; aim scan undo takes that back.',
    examples: [
      ['Look', 'aim watch once'],
      ['See what would be moved', 'aim watch once --enforce --dry-run'],
    ],
  });

  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what --enforce would move and move nothing',
  });

  async run(): Promise<CommandResult> {
    const settings = this.watchSettings();
    const { renderWatchOnce, watchOnceOf } = await import('../../watch/once.js');
    const result = await watchOnceOf(settings, {
      audit: openAudit(settings).append,
      enforce: this.enforces(settings, this.enforce || this.dryRun),
      dryRun: this.dryRun,
      signal: this.terminal.signal,
    });
    return { json: result, text: (style) => renderWatchOnce(result, this.verbose, style) };
  }
}
