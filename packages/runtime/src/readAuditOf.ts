import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAuditTrail, type AuditReading } from '@aim/audit';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/**
 * Every recorded event, oldest first: those of the log in use and those that the older systems left in the registry
 * folder, as one trail.
 * @throws AimError of `@aim/audit` when a file cannot be read.
 */
export function readAuditOf(settings: Settings): AuditReading {
  const { registryDir } = settings.loaded;
  const old = registryDir === undefined ? undefined : join(registryDir, 'AIM_audit');
  return readAuditTrail([
    ...(old !== undefined && existsSync(old) ? [old] : []),
    servicePaths(settings).auditLog,
  ]);
}
