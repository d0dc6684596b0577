import { parseSince } from '@aim/audit';
import { displayText } from '@aim/core';
import { openAudit, pruneAuditOf, type Settings } from '@aim/runtime';
import { Command, Option } from 'clipanion';
import { AimCommand } from '../../AimCommand.js';
import type { CommandResult } from '../../result.js';

const dayMs = 86_400_000;

export class AuditPrune extends AimCommand {
  static override paths = [['audit', 'prune']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Remove rotated log files that are older than the retention',
    details:
      'Only whole files go, oldest first, and only if the log verifies. What they ended with is signed, so that the rest still verifies. The age is audit.retentionDays unless --before says otherwise; 0 keeps everything.',
    examples: [
      ['What would go', 'aim audit prune --dry-run'],
      ['Everything older than a year', 'aim audit prune --before 52w'],
    ],
  });

  readonly before = Option.String('--before', { description: 'Age or date: 90d, 52w or an ISO date' });
  readonly dryRun = Option.Boolean('--dry-run', false, {
    description: 'Show what would be removed and do nothing',
  });

  async run(): Promise<CommandResult> {
    const settings = this.settings();
    const before = this.limit(settings);
    const pruned =
      before === undefined
        ? { files: [], events: 0, floor: null }
        : await pruneAuditOf(settings, { before, dryRun: this.dryRun });
    const { files, events } = pruned;
    if (files.length > 0 && !this.dryRun) {
      await openAudit(settings).append({
        type: 'config_change',
        message: `Audit log pruned: ${events} event(s)`,
        details: { ...pruned },
      });
    }
    const verb = this.dryRun ? 'Would remove' : 'Removed';
    return {
      json: { ...pruned, before: before?.toISOString() ?? null, dry_run: this.dryRun },
      text: () =>
        files.length === 0
          ? 'No log file is old enough to be removed'
          : displayText(`${verb} ${events} event(s) in ${files.join(', ')}`),
    };
  }

  private limit({ config }: Settings): Date | undefined {
    if (this.before !== undefined) return parseSince(this.before, new Date());
    const days = config.audit.retentionDays ?? 30;
    return days === 0 ? undefined : new Date(Date.now() - days * dayMs);
  }
}
