import { pruneAudit, rotateAudit, type AuditPruning, type AuditRotation } from '@aim/audit';
import { auditKey } from './auditKey.js';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/** Sets the log file in use aside. @throws AimError of `@aim/audit`. */
export function rotateAuditOf(settings: Settings): Promise<AuditRotation> {
  return rotateAudit({ path: servicePaths(settings).auditLog });
}

/** Removes rotated log files whose events are all older than this. @throws AimError of `@aim/audit`. */
export function pruneAuditOf(
  settings: Settings,
  { before, dryRun }: { readonly before: Date; readonly dryRun: boolean },
): Promise<AuditPruning> {
  const paths = servicePaths(settings);
  return pruneAudit({ path: paths.auditLog, key: () => auditKey(paths.auditKey), before, dryRun });
}
