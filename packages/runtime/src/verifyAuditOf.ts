import { verifyAudit, type AuditReport } from '@aim/audit';
import { auditKey } from './auditKey.js';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/** Checks the audit log that the settings name. Writes nothing. */
export function verifyAuditOf(settings: Settings): AuditReport {
  const paths = servicePaths(settings);
  return verifyAudit({ path: paths.auditLog, key: () => auditKey(paths.auditKey) });
}
