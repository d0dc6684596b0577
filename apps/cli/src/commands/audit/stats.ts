import { auditStats } from '@aim/audit';
import { Command } from 'clipanion';
import { renderFacts } from '../../render/facts.js';
import type { CommandResult } from '../../result.js';
import { AuditCommand } from './AuditCommand.js';

export class AuditStats extends AuditCommand {
  static override paths = [['audit', 'stats']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Count the events by type and severity',
    examples: [['How many events there are', 'aim audit stats --json | jq .total_events']],
  });

  async run(): Promise<CommandResult> {
    const stats = auditStats(this.readLog());
    return { json: stats, text: (style) => renderFacts(stats, style) };
  }
}
