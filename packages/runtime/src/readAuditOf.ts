import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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
  const { auditLog } = servicePaths(settings);
  const old = registryDir === undefined ? undefined : join(registryDir, 'AIM_audit');
  if (old === undefined || !existsSync(old)) return readAuditTrail([auditLog]);
  // A configuration of the older system has the log in that folder, where it is read along.
  const isInside = real(dirname(auditLog)) === real(old) && basename(auditLog) === 'audit.jsonl';
  return readAuditTrail(isInside ? [old] : [old, auditLog]);
}

function real(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}
