import { checkJobName } from './checkJob.js';
import { chooseScheduler, type SchedulerId } from './chooseScheduler.js';
import { isInCrontab, readCrontab } from './crontab.js';
import { runTool } from './runTool.js';
import { scheduleHandle } from './scheduleHandle.js';
import { scheduleEffects, type ScheduleEffects } from './ScheduleEffects.js';

export interface ScheduleStatus {
  readonly scheduler: SchedulerId;
  readonly job: string;
  /** Its files, or its line of the crontab, are there. */
  readonly installed: boolean;
  /** The scheduler runs and knows the job. Of cron this is not known, so it is the same as `installed`. */
  readonly active: boolean;
  readonly files: readonly string[];
}

/**
 * Whether a job is installed and active.
 *
 * @throws AimError SCHEDULE_COMMAND, SCHEDULE_UNAVAILABLE, SCHEDULE_FAILED, PROFILE_DAMAGED (the crontab)
 */
export async function scheduleStatus(name: string, given: ScheduleEffects): Promise<ScheduleStatus> {
  const effects = scheduleEffects(given);
  checkJobName(name);
  const scheduler = chooseScheduler(effects);
  if (scheduler === 'cron') {
    const installed = isInCrontab(await readCrontab(effects), name);
    return { scheduler, job: name, installed, active: installed, files: [] };
  }
  const handle = scheduleHandle(scheduler, name, effects);
  const files = handle.paths.filter((path) => effects.files.entry(path) !== undefined);
  const active = (await runTool(handle.query, effects)).exitCode === 0;
  return { scheduler, job: name, installed: files.length > 0, active, files };
}
