import { exportAudit } from '@aim/audit';
import { Command, Option } from 'clipanion';
import { isEnum } from 'typanion';
import type { CommandResult } from '../../result.js';
import { AuditCommand } from './AuditCommand.js';

export class AuditExport extends AuditCommand {
  static override paths = [['audit', 'export']];
  static override usage = Command.Usage({
    category: 'Audit',
    description: 'Print the whole trail for another program, oldest first',
    examples: [['Into a spreadsheet', 'aim audit export --format csv > audit.csv']],
  });

  readonly format = Option.String('--format', 'json', {
    description: 'json (default), jsonl or csv',
    validator: isEnum(['json', 'jsonl', 'csv'] as const),
  });

  async run(): Promise<CommandResult> {
    const records = this.readLog().records;
    return { json: records, text: () => exportAudit(records, this.format) };
  }
}
