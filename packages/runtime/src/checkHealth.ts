import type { AuditSink } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import {
  allChecks,
  runChecks,
  selectChecks,
  type CheckSelection,
  type HealthContext,
  type HealthReport,
} from '@aim/health';
import { detectToolsOf } from './detectToolsOf.js';
import type { Settings } from './loadSettings.js';
import { openUnaskedVault } from './openUnaskedVault.js';

export interface HealthRequest extends CheckSelection {
  readonly audit: AuditSink;
}

/**
 * Runs the health checks and records the outcome. Where the configuration switches the checks off, only those run
 * that are asked for by name.
 * @throws AimError `HEALTH_UNKNOWN_CHECK`, and what the log reports.
 */
export async function checkHealth(
  settings: Settings,
  { audit, only, skip = [] }: HealthRequest,
): Promise<HealthReport> {
  const configured = settings.config.environment.healthChecks;
  const selected = selectChecks(allChecks, {
    skip: [...(configured?.skip ?? []), ...skip],
    ...(only === undefined ? {} : { only }),
  });
  const checks = configured?.enabled === false && !only?.length ? [] : selected;
  const report = await runChecks(checks, healthContext(settings), {
    ...(configured?.perCheckTimeoutMs !== undefined && { perCheckTimeoutMs: configured.perCheckTimeoutMs }),
  });
  await audit({
    type: 'health_check',
    severity: report.summary.fail > 0 ? 'warning' : 'info',
    message: `Health check: ${report.overall_status}`,
    details: { ...report.summary, checks: report.checks.map(({ name, status }) => ({ name, status })) },
  });
  return report;
}

function healthContext(settings: Settings): HealthContext {
  const { config, loaded, env, platform } = settings;
  return {
    config: {
      version: config.version,
      sections: Object.keys(config).filter((key) => !key.startsWith('$')),
      files: loaded.layers.flatMap(({ file }) => file ?? []),
      warnings: loaded.issues.map(({ message }) => message),
    },
    requiredCommands: config.environment.healthChecks?.requiredCommands ?? [],
    findCommand: (name) => resolveCommand(name, { env, platform }),
    detectTools: () => detectToolsOf(settings),
    vaultStatus: async () => {
      const status = await openUnaskedVault(settings).status({ unlock: true });
      return {
        path: status.path,
        exists: status.exists,
        protector: status.protector,
        secretCount: status.secret_count,
        unlocked: status.unlocked === true,
        ...(status.problem === null ? {} : { problem: status.problem.message }),
        ...(status.problem?.hint === undefined ? {} : { fix: status.problem.hint }),
      };
    },
  };
}
