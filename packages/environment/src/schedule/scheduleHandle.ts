import type { SchedulerId } from './chooseScheduler.js';
import { launchAgent, launchAgentHandle } from './launchAgent.js';
import type { ScheduleDefinition, ScheduleHandle } from './ScheduleDefinition.js';
import type { ScheduledJob } from './ScheduledJob.js';
import type { ScheduleEffects } from './ScheduleEffects.js';
import { systemdHandle, systemdUnits } from './systemdUnits.js';
import { windowsTask, windowsTaskHandle } from './windowsTask.js';

/** A scheduler whose jobs are files; cron has one table for all jobs instead. */
export type FileScheduler = Exclude<SchedulerId, 'cron'>;

const handles = { systemd: systemdHandle, launchd: launchAgentHandle, schtasks: windowsTaskHandle };
const definitions = { systemd: systemdUnits, launchd: launchAgent, schtasks: windowsTask };

/** Where the job of a name lies. */
export function scheduleHandle(
  scheduler: FileScheduler,
  name: string,
  effects: Required<ScheduleEffects>,
): ScheduleHandle {
  return handles[scheduler](name, effects);
}

/** @throws AimError SCHEDULE_COMMAND */
export function scheduleDefinition(
  scheduler: FileScheduler,
  job: ScheduledJob,
  effects: Required<ScheduleEffects>,
): ScheduleDefinition {
  return definitions[scheduler](job, effects);
}
