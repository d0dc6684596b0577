import { Command, Option } from 'clipanion';
import { positiveInteger } from '../../validators.js';
import { renderEvents } from '../../render/events.js';
import type { CommandResult } from '../../result.js';
import { AuditCommand } from './AuditCommand.js';

export class AuditShow extends AuditCommand {
  static override paths = [['audit', 'show']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Show the latest events, newest first',
    examples: [['The last five', 'aim audit show --limit 5']],
  });

  readonly limit = Option.String('-n,--limit', '20', {
    description: 'How many; 20 when absent',
    validator: positiveInteger,
  });

  async run(): Promise<CommandResult> {
    const events = this.queryLog({ limit: this.limit });
    return { json: events, text: (style) => renderEvents(events, style) };
  }
}
