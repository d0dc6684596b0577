import { AimError, exitCodes, minMaskedLength, type AuditSink } from '@aim/core';
import { findLatest } from '@aim/audit';
import { collectDiagnostics, type DiagnosticsBundle } from '@aim/environment';
import type { Vault } from '@aim/secrets';
import { checkHealth } from '../health/checkHealth.js';
import type { Settings } from '../loadSettings.js';
import { servicePaths } from '../servicePaths.js';

export interface DiagnosticsRequest {
  /** The version of the product. */
  readonly version: string;
  readonly audit: AuditSink;
  readonly vault: Vault;
  readonly signal?: AbortSignal;
}

export interface Diagnostics {
  readonly bundle: DiagnosticsBundle;
  /** How many secret values were looked for in the bundle. */
  readonly masked: number;
  /** Secrets too short to be told from other text. */
  readonly tooShort: number;
  /** Why no value could be looked for, where the vault does not open. */
  readonly locked?: AimError;
}

/** Older events are of no help. */
const auditEntries = 100;

/**
 * A description of this machine that can be given away: no secret is in it, neither by the name that stands before it
 * nor, where the vault opens, by its value. The vault records each access.
 * @throws AimError `DIAGNOSTICS_UNSAFE`, and what the log reports.
 */
export async function diagnosticsOf(settings: Settings, request: DiagnosticsRequest): Promise<Diagnostics> {
  const { version, audit, vault, signal } = request;
  const { values, locked } = await storedValues(vault);
  const health = await checkHealth(settings, { audit, ...(signal && { signal }) });
  const { observability = {} } = settings.config.environment;
  const { enabled = true, sensitivePatterns = [] } = observability.redaction ?? {};
  const bundle = collectDiagnostics(
    {
      version,
      health,
      config: settings.config,
      auditEntries: lastEvents(settings),
      logFiles: logFiles(settings),
      secrets: values,
      redaction: { enabled, sensitivePatterns },
    },
    { env: settings.env, platform: settings.platform },
  );
  const tooShort = values.filter((value) => value.length < minMaskedLength).length;
  return { bundle, masked: values.length - tooShort, tooShort, ...(locked && { locked }) };
}

async function storedValues(
  vault: Vault,
): Promise<{ readonly values: readonly string[]; readonly locked?: AimError }> {
  try {
    if (!(await vault.status()).exists) return { values: [] };
    return { values: Object.values((await vault.exportAll()).values) };
  } catch (error) {
    if (!(error instanceof AimError) || error.exitCode === exitCodes.interrupted) throw error;
    return { values: [], locked: error };
  }
}

function lastEvents(settings: Settings): readonly unknown[] {
  try {
    return findLatest(servicePaths(settings).auditLog, { limit: auditEntries }).records;
  } catch (error) {
    // The health check in the bundle tells what is wrong with the log.
    if (error instanceof AimError) return [];
    throw error;
  }
}

function logFiles({ config }: Settings): readonly string[] {
  const { observability = {}, logging = {}, auditAlert = {} } = config.environment;
  const named = [
    ...(observability.logFiles ?? []).map(({ path }) => path),
    logging.logFile,
    auditAlert.notify?.writeJson,
  ];
  return [...new Set(named.filter((path): path is string => path !== undefined && path !== ''))];
}
