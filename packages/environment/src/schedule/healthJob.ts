import type { ScheduledJob } from './ScheduledJob.js';

export interface HealthJobInput {
  /** How `aim` is started: an absolute program and its first arguments. */
  readonly aim: readonly [program: string, ...args: readonly string[]];
  /** `environment.observability.healthScanIntervalMinutes`. */
  readonly intervalMinutes: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The name under which the periodic health check is installed. */
export const healthJobName = 'aim-health-check';

/** The periodic `aim health check`. Findings, exit code 9, are a result and not a failure of the job. */
export function healthJob({ aim, intervalMinutes, environment }: HealthJobInput): ScheduledJob {
  const [program, ...args] = aim;
  return {
    name: healthJobName,
    description: 'AIM health check',
    command: [program, ...args, 'health', 'check', '--json'],
    timing: { kind: 'periodic', minutes: intervalMinutes },
    successCodes: [9],
    ...(environment && { environment }),
  };
}
