import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  findLatest,
  queryAudit,
  readAuditTrail,
  type AuditQuery,
  type AuditReading,
  type LatestEvents,
} from '@aim/audit';
import type { Settings } from './loadSettings.js';
import { servicePaths } from './servicePaths.js';

/**
 * Every recorded event, oldest first: those of the log in use and those that the older systems left in the registry
 * folder, as one trail.
 * @throws AimError of `@aim/audit` when a file cannot be read.
 */
export function readAuditOf(settings: Settings): AuditReading {
  return readAuditTrail(logsOf(settings));
}

/**
 * The matching events of that trail, newest first. As long as there is no log of the older systems, only as much is read
 * as the query's limit asks for.
 * @throws AimError of `@aim/audit` when a file cannot be read.
 */
export function queryAuditOf(settings: Settings, query: AuditQuery): LatestEvents {
  const { auditLog } = servicePaths(settings);
  const logs = logsOf(settings);
  if (logs.length === 1 && logs[0] === auditLog) return findLatest(auditLog, query);
  const { records, unreadable } = readAuditTrail(logs);
  return {
    records: queryAudit(records, query),
    unreadable: [...new Set(unreadable.map(({ file }) => file))],
  };
}

function logsOf(settings: Settings): readonly string[] {
  const { registryDir } = settings.loaded;
  const { auditLog } = servicePaths(settings);
  const old = registryDir === undefined ? undefined : join(registryDir, 'AIM_audit');
  if (old === undefined || !existsSync(old)) return [auditLog];
  // A configuration of the older system has the log in that folder, where it is read along.
  const isInside = real(dirname(auditLog)) === real(old) && basename(auditLog) === 'audit.jsonl';
  return isInside ? [old] : [old, auditLog];
}

function real(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder;
}
