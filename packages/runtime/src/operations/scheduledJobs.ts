import { alertsJob, healthJob, type ScheduledJob } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { alertSettings, requireChannel, requireRoot } from './alertSettings.js';

/** How `aim` is started again: an absolute program and its first arguments. */
export type AimCommandLine = readonly [program: string, ...args: readonly string[]];

export interface JobRequest {
  readonly aim: AimCommandLine;
  /** Absolute; stands for the project's own configuration, which a job does not find from where it starts. */
  readonly configFile?: string | undefined;
}

/** Variables that say where `aim` has its files and finds its programs. None of them holds a secret. */
const placeNames = [
  'PATH',
  'AIM_HOME',
  'AIM_CONFIG_DIR',
  'AIM_DATA_DIR',
  'AIM_STATE_DIR',
  'AIM_CACHE_DIR',
  'AIM_CONFIG',
  'AIM_REGISTRY_PATH',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_STATE_HOME',
  'XDG_CACHE_HOME',
];

const defaultTaskName = 'CLI_4663_Alerts';

/** The health check that runs by itself, every `environment.observability.healthScanIntervalMinutes`. */
export function healthJobOf(settings: Settings, request: JobRequest): ScheduledJob {
  const { healthScanIntervalMinutes = 60 } = settings.config.environment.observability ?? {};
  return healthJob({
    aim: request.aim,
    intervalMinutes: healthScanIntervalMinutes,
    environment: jobEnvironment(settings, request),
  });
}

/**
 * The watch for writes outside the allowed folders, from log-in on.
 * @throws AimError `ALERTS_NO_CHANNEL`, `ALERTS_NO_ROOT`: such a job would only fail.
 */
export function alertsJobOf(settings: Settings, request: JobRequest): ScheduledJob {
  const wanted = alertSettings(settings);
  requireChannel(wanted);
  requireRoot(wanted.roots, '');
  return alertsJob({
    aim: request.aim,
    taskName: alertsJobName(settings),
    environment: jobEnvironment(settings, request),
  });
}

export function alertsJobName({ config }: Pick<Settings, 'config'>): string {
  return config.environment.auditAlert?.taskName || defaultTaskName;
}

function jobEnvironment({ env }: Settings, { configFile }: JobRequest): Readonly<Record<string, string>> {
  const kept = placeNames.flatMap((name) => {
    const value = env[name];
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...(configFile !== undefined && { AIM_CONFIG: configFile }) };
}
