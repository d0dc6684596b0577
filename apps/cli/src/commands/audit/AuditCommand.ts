import { readAuditLog, type AuditReading } from '@aim/audit';
import { servicePaths } from '@aim/runtime';
import { AimCommand } from '../../AimCommand.js';

/** A command that reads the audit log. */
export abstract class AuditCommand extends AimCommand {
  /** Every record, oldest first. */
  protected readLog(): AuditReading {
    const reading = readAuditLog(servicePaths(this.settings()).auditLog);
    for (const { file, line } of reading.unreadable) {
      this.notice(
        `warning: ${file}${line === undefined ? '' : `:${line}`} is no event; 'aim audit verify' tells more`,
      );
    }
    return reading;
  }
}
