import type { AuditQuery, AuditReading, AuditRecord } from '@aim/audit';
import { queryAuditOf, readAuditOf } from '@aim/runtime';
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

  /** The matching records, newest first. */
  protected queryLog(query: AuditQuery): readonly AuditRecord[] {
    const { records, unreadable } = queryAuditOf(this.settings(), query);
    for (const file of unreadable) {
      this.notice(`warning: ${file} holds what is no event; it is left out ('aim audit verify' tells where)`);
    }
    return records;
  }
}
