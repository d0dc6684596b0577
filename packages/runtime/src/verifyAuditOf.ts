import { join } from 'node:path';
import { recheckAudit, verifyAudit, type AuditReport } from '@aim/audit';
import { existingAuditKey } from './auditKey.js';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/**
 * Checks the audit log that the settings name. Writes nothing.
 * @throws AimError `AUDIT_KEY_UNUSABLE`, and what `@aim/audit` reports of a log that cannot be read.
 */
export function verifyAuditOf(settings: Settings): AuditReport {
  const paths = servicePaths(settings);
  return verifyAudit({ path: paths.auditLog, key: () => existingAuditKey(paths.auditKey) });
}

/**
 * The same verdict for what is asked often: in the cache it is remembered up to where the log was whole, so that only
 * what is new is followed.
 * @throws AimError as {@link verifyAuditOf} does.
 */
export function recheckAuditOf(settings: Settings): AuditReport {
  const { auditLog: path, auditKey } = servicePaths(settings);
  const markPath = join(settings.dirs.cache, 'audit-verified.json');
  return recheckAudit({ path, key: () => existingAuditKey(auditKey), markPath });
}
