import type { ScheduledJob } from '../schedule/ScheduledJob.js';

export interface AlertsJobInput {
  /** How `aim` is started: an absolute program and its first arguments. */
  readonly aim: readonly [program: string, ...args: readonly string[]];
  /** `environment.auditAlert.taskName`. */
  readonly taskName: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The service that runs `aim alerts run` from login on; `alerts install` hands it to `planSchedule`. */
export function alertsJob({ aim, taskName, environment }: AlertsJobInput): ScheduledJob {
  const [program, ...args] = aim;
  return {
    name: taskName,
    description: 'AIM alerts about writes outside the allowed folders',
    command: [program, ...args, 'alerts', 'run'],
    timing: { kind: 'continuous' },
    ...(environment && { environment }),
  };
}
