import type { AuditReading } from '@aim/audit';
import { readAuditOf } from '@aim/runtime';
import { AimCommand } from '../../AimCommand.js';

/** A command that reads the audit log. */
export abstract class AuditCommand extends AimCommand {
  /** Every record, oldest first, those of the older systems among them. */
  protected readLog(): AuditReading {
    const reading = readAuditOf(this.settings());
    for (const { file, line } of reading.unreadable) {
      this.notice(`warning: ${file}${line === undefined ? '' : `:${line}`} is no event and is left out`);
    }
    return reading;
  }
}
