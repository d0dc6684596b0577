import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AimError } from '@aim/core';
import { findLatest, type AuditRecord } from '@aim/audit';
import type { ProtectorKind } from '@aim/secrets';
import { interruptedInstallation } from '../installation/interruptedInstallation.js';
import type { Settings } from '../loadSettings.js';
import { openUnaskedVault } from '../openUnaskedVault.js';
import { servicePaths } from '../servicePaths.js';
import { recheckAuditOf } from '../verifyAuditOf.js';
import { driftStatus, type DriftSummary } from './driftStatus.js';
import { toolStatus, type ToolStatus } from './toolStatus.js';

/** A part of the status that cannot be told, and why. */
export interface StatusProblem {
  readonly code: string;
  readonly message: string;
}

export interface AimStatus {
  readonly tools: readonly ToolStatus[];
  readonly vault: {
    readonly path: string;
    readonly exists: boolean;
    readonly protector: ProtectorKind | null;
    readonly secret_count: number;
    readonly problem: StatusProblem | null;
  };
  readonly drift: DriftSummary;
  /** The last health check that is on record; null when there is none. */
  readonly health: HealthRecord | null;
  readonly audit: {
    readonly path: string;
    readonly enabled: boolean;
    readonly intact: boolean;
    readonly records: number;
    /** Records of the older systems, which have no chain, where the log holds nothing else. */
    readonly older_records: number;
    readonly problem: StatusProblem | null;
  };
  /** What was begun and is not complete. */
  readonly interrupted: readonly { readonly what: 'installation'; readonly started_at: string | null }[];
}

export interface HealthRecord {
  readonly timestamp: string;
  readonly overall_status: string;
  readonly pass: number;
  readonly warn: number;
  readonly fail: number;
  readonly failed: readonly string[];
}

/**
 * How things stand, as far as it is known. Starts a program only where nothing is remembered of it, or its file
 * changed; asks for nothing and records nothing.
 */
export async function statusOf(settings: Settings, signal: AbortSignal): Promise<AimStatus> {
  const [tools, drift] = await Promise.all([toolStatus(settings, signal), driftStatus(settings, signal)]);
  const pending = interruptedInstallation(settings);
  return {
    tools,
    vault: vaultStatus(settings),
    drift,
    health: lastHealth(settings),
    audit: auditStatus(settings),
    interrupted:
      pending === undefined ? [] : [{ what: 'installation', started_at: pending.startedAt ?? null }],
  };
}

/** What is written beside the vault, which is not unlocked for this. */
function vaultStatus(settings: Settings): AimStatus['vault'] {
  const metadata = servicePaths(settings).secretsMetadata;
  const path = join(dirname(metadata), 'vault.age');
  const known = { path, exists: existsSync(path), protector: null, secret_count: 0 };
  try {
    const vault = openUnaskedVault(settings);
    const { protector, vaultPath } = vault.where();
    const secret_count = vault.list().filter(({ exists }) => exists).length;
    return { path: vaultPath, exists: existsSync(vaultPath), protector, secret_count, problem: null };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    return { ...known, problem: { code: error.code, message: error.message } };
  }
}

function lastHealth(settings: Settings): HealthRecord | null {
  try {
    const query = { type: 'health_check', limit: 1 };
    const [last] = findLatest(servicePaths(settings).auditLog, query).records;
    if (last === undefined) return null;
    const { timestamp, details, message } = last;
    const counts = countsOf(details);
    const said = /: (\w+)$/.exec(message)?.[1];
    return {
      timestamp,
      overall_status: said ?? outcomeOf(details['overall_status'], counts),
      ...counts,
      failed: failedChecks(details['checks']),
    };
  } catch (error) {
    // The audit part of the status tells what is wrong with the log.
    if (error instanceof AimError) return null;
    throw error;
  }
}

/** A record of the older system holds its report as it was printed, with the counts in `summary`. */
function countsOf(details: AuditRecord['details']): Pick<HealthRecord, 'pass' | 'warn' | 'fail'> {
  const { summary } = details;
  const counts = typeof summary === 'object' && summary !== null ? { ...details, ...summary } : details;
  const count = (name: string): number => (typeof counts[name] === 'number' ? counts[name] : 0);
  return { pass: count('pass'), warn: count('warn'), fail: count('fail') };
}

function outcomeOf(status: unknown, { pass, warn, fail }: ReturnType<typeof countsOf>): string {
  if (typeof status === 'string' && /^\w+$/.test(status)) return status;
  if (fail > 0) return 'unhealthy';
  if (warn > 0) return 'degraded';
  return pass > 0 ? 'healthy' : 'unknown';
}

function failedChecks(checks: unknown): readonly string[] {
  if (!Array.isArray(checks)) return [];
  return checks.flatMap((check: { readonly name?: unknown; readonly status?: unknown } | null) =>
    check?.status === 'fail' && typeof check.name === 'string' ? [check.name] : [],
  );
}

function auditStatus(settings: Settings): AimStatus['audit'] {
  const { auditLog: path } = servicePaths(settings);
  const enabled = settings.config.audit.enabled !== false;
  try {
    const { ok, events: records, olderRecords: older_records = 0, problems } = recheckAuditOf(settings);
    const [first] = problems;
    const problem = first === undefined ? null : { code: first.kind, message: first.message };
    return { path, enabled, intact: ok, records, older_records, problem };
  } catch (error) {
    if (!(error instanceof AimError)) throw error;
    const { code, message } = error;
    return { path, enabled, intact: false, records: 0, older_records: 0, problem: { code, message } };
  }
}
