import type { LogFile } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';

/** The log files that are rotated, and whether the audit log was among them: renaming that would break its chain. */
export interface RotatedLogs {
  readonly logFiles: readonly LogFile[];
  readonly namesAuditLog: boolean;
}

export function rotatedLogs(settings: Settings): RotatedLogs {
  const { auditLog } = servicePaths(settings);
  const { logFiles = [] } = settings.config.environment.observability ?? {};
  const named = logFiles.flatMap(({ path = '', maxSizeMB = 10, maxFiles = 5 }) =>
    path === '' ? [] : [{ path, maxSizeMB, maxFiles }],
  );
  const kept = named.filter(({ path }) => path !== auditLog);
  return { logFiles: kept, namesAuditLog: kept.length < named.length };
}
