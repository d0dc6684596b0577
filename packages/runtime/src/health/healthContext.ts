import { dirname, join } from 'node:path';
import type { Runner } from '@aim/core';
import { createRunner, rememberingLookup, resolveCommand } from '@aim/exec';
import {
  createPathInspector,
  diskLimits,
  type HealthContext,
  type HealthSettings,
  type VersionCache,
} from '@aim/health';
import type { DetectedTool } from '@aim/registry';
import { reportVersions, versionCheckJson, type VersionReport } from '@aim/versions';
import { askToolVersion } from '../askToolVersion.js';
import { detectToolsOf } from '../detectToolsOf.js';
import { namesPackages } from '../installation/namesPackages.js';
import { packageServices } from '../installation/packageServices.js';
import { versionReportOf } from '../installation/versionReportOf.js';
import type { Settings } from '../loadSettings.js';
import { openUnaskedVault } from '../openUnaskedVault.js';
import { registryOf } from '../registryOf.js';
import { shadowedToolsOf } from '../scan/shadowedToolsOf.js';
import { servicePaths } from '../servicePaths.js';
import { unsecretEnvironment } from '../unsecretEnvironment.js';
import { recheckAuditOf } from '../verifyAuditOf.js';

/** Each program is asked for its version for at most this many ms; the check that asks has its own cap. */
const probeTimeoutMs = 5_000;

/** What the checks may ask about this machine. */
export function healthContext(
  settings: Settings,
  wanted: HealthSettings,
  versions: VersionCache,
): HealthContext {
  const { config, env, platform, home, dirs } = settings;
  const run = createRunner({ platform });
  const lookup = rememberingLookup({ env, platform });
  let detected: readonly DetectedTool[] | undefined;
  const detectTools = (): readonly DetectedTool[] => (detected ??= detectToolsOf(settings, lookup));
  const path = env.PATH ?? env.Path ?? '';
  return {
    platform,
    config: configFacts(settings),
    requiredCommands: wanted.requiredCommands ?? [],
    requiredPaths: wanted.requiredPaths ?? [],
    findCommand: (name) => resolveCommand(name, lookup),
    detectTools,
    toolVersion: toolVersions(settings, { wanted, versions, run, detectTools }),
    paths: createPathInspector({ run, platform, env: () => unsecretEnvironment(settings) }),
    searchPath: { value: path, order: wanted.pathOrder ?? [], toolsRoot: config.environment.toolsRoot ?? '' },
    ownPaths: ownPaths(settings),
    user: { uid: process.getuid?.() ?? null, home },
    vaultStatus: () => vaultFacts(settings),
    node: { version: process.version, executable: process.execPath },
    versionOf: async (question) =>
      (await versions.versionOf(question, () => askVersion(run, question, settings))).version,
    drift: async (signal) => versionCheckJson(await driftReport(settings, signal)),
    disk: { directories: [home, dirs.data, dirs.state, dirs.cache], ...diskLimits },
    duplicateTools: () => shadowedToolsOf(settings, lookup),
    auditStatus: async () => auditFacts(settings),
  };
}

function configFacts({ config, loaded }: Settings): HealthContext['config'] {
  return {
    version: config.version,
    sections: Object.keys(config).filter((key) => !key.startsWith('$')),
    files: loaded.layers.flatMap(({ file }) => file ?? []),
    warnings: loaded.issues.map(({ message }) => message),
  };
}

async function driftReport(settings: Settings, signal: AbortSignal): Promise<VersionReport> {
  if (!namesPackages(settings)) return reportVersions({ wanted: [], installed: [] });
  return (await versionReportOf(settings, packageServices(settings, signal))).report;
}

interface ToolQuestion {
  readonly wanted: HealthSettings;
  readonly versions: VersionCache;
  readonly run: Runner;
  readonly detectTools: () => readonly DetectedTool[];
}

/** Asks within three quarters of the check's own time, so that one mute tool does not silence the others. */
function toolVersions(
  settings: Settings,
  { wanted, versions, run, detectTools }: ToolQuestion,
): HealthContext['toolVersion'] {
  const patienceMs = 0.75 * Math.min(wanted.perCheckTimeoutMs ?? 2000, 2000);
  return async (tool, signal) => {
    const detected = detectTools().find((one) => one.tool === tool);
    const definition = registryOf(settings).tools[tool];
    const file = detected?.path ?? undefined;
    if (file === undefined || definition?.versionCommand === undefined) return undefined;
    const { version } = await versions.versionOf({ file, args: definition.versionCommand.slice(1) }, () =>
      askToolVersion(
        settings,
        { tool, path: file },
        { run, signal: AbortSignal.any([signal, AbortSignal.timeout(Math.round(patienceMs))]) },
      ),
    );
    return version;
  };
}

async function askVersion(
  run: Runner,
  { file, args, signal }: Parameters<HealthContext['versionOf']>[0],
  settings: Settings,
): Promise<string | null> {
  const { exitCode, stdout, stderr } = await run({
    file,
    args,
    env: unsecretEnvironment(settings),
    timeoutMs: probeTimeoutMs,
    maxOutputBytes: 65_536,
    signal,
  });
  return exitCode === 0 ? (stdout.trim() || stderr.trim()).split('\n')[0] || null : null;
}

function ownPaths(settings: Settings): HealthContext['ownPaths'] {
  const { dirs } = settings;
  const { secretsMetadata, auditLog, auditKey } = servicePaths(settings);
  return [
    { path: dirs.config, confidential: false },
    { path: dirs.data, confidential: false },
    { path: dirs.state, confidential: false },
    { path: secretsMetadata, confidential: true },
    { path: join(dirname(secretsMetadata), 'vault-identity'), confidential: true },
    { path: auditLog, confidential: true },
    { path: auditKey, confidential: true },
  ];
}

async function vaultFacts(settings: Settings): ReturnType<HealthContext['vaultStatus']> {
  const status = await openUnaskedVault(settings).status({ unlock: true });
  return {
    path: status.path,
    exists: status.exists,
    protector: status.protector,
    secretCount: status.secret_count,
    unlocked: status.unlocked === true,
    rolledBack: status.rolledBack,
    ...(status.problem === null ? {} : { problem: status.problem.message }),
    ...(status.problem?.hint === undefined ? {} : { fix: status.problem.hint }),
  };
}

function auditFacts(settings: Settings): Awaited<ReturnType<HealthContext['auditStatus']>> {
  const { ok, events, olderRecords, problems } = recheckAuditOf(settings);
  return {
    path: servicePaths(settings).auditLog,
    enabled: settings.config.audit.enabled !== false,
    intact: ok,
    records: events,
    ...(olderRecords !== undefined && { olderRecords }),
    problem: ok ? null : (problems[0]?.message ?? 'The log does not match its chain'),
    fix: ok ? null : "'aim audit verify' shows where; keep a copy of the log before anything else.",
  };
}
