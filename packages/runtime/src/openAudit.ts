import { openAuditLog, type AuditLog } from '@aim/audit';
import { auditKey } from './auditKey.js';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/** The audit log that the settings name. Touches nothing until an event is recorded. */
export function openAudit(settings: Settings): AuditLog {
  const paths = servicePaths(settings);
  const { enabled, events } = settings.config.audit;
  return openAuditLog({
    path: paths.auditLog,
    key: () => auditKey(paths.auditKey),
    ...(enabled === undefined ? {} : { enabled }),
    ...(events === undefined ? {} : { events }),
  });
}
