import { isReachable, unreachableNote } from './isReachable.js';
import { checkJob } from './checkJob.js';
import { chooseScheduler } from './chooseScheduler.js';
import { cronLine } from './cronLine.js';
import { editCrontab, readCrontab } from './crontab.js';
import { runTool } from './runTool.js';
import { scheduleDefinition, type FileScheduler } from './scheduleHandle.js';
import type { ScheduleDefinition, ScheduleLink } from './ScheduleDefinition.js';
import type { ScheduledJob } from './ScheduledJob.js';
import { scheduleEffects, type ScheduleEffects } from './ScheduleEffects.js';
import type { SchedulePlan } from './SchedulePlan.js';

/**
 * Calculates how a job is installed. Asks the scheduler whether it knows the job; changes nothing.
 *
 * @throws AimError SCHEDULE_COMMAND, SCHEDULE_UNAVAILABLE, SCHEDULE_FAILED, PROFILE_DAMAGED (the crontab)
 */
export async function planSchedule(job: ScheduledJob, given: ScheduleEffects): Promise<SchedulePlan> {
  const effects = scheduleEffects(given);
  checkJob(job, effects.platform);
  const scheduler = chooseScheduler(effects);
  return scheduler === 'cron' ? planCron(job, effects) : planFiles(scheduler, job, effects);
}

async function planFiles(
  scheduler: FileScheduler,
  job: ScheduledJob,
  effects: Required<ScheduleEffects>,
): Promise<SchedulePlan> {
  const definition = scheduleDefinition(scheduler, job, effects);
  const write = definition.files.filter(({ path, data }) => !isSameFile(path, data, effects));
  const link = definition.links.filter((wanted) => !isSameLink(wanted, effects));
  const kept = new Set([...definition.files, ...definition.links].map(({ path }) => path));
  const remove = definition.paths.filter(
    (path) => !kept.has(path) && effects.files.entry(path) !== undefined,
  );
  const { exitCode } = await runTool(definition.query, effects);
  const edited = write.length + link.length + remove.length > 0;
  const { before, after, notes } = steps(scheduler, definition, { exitCode, edited });
  const base = { scheduler, job: job.name, write, link, remove, before, after };
  return {
    ...base,
    changed: edited || after.length > 0,
    notes: [...notes, ...lostEnvironment(scheduler, job)],
  };
}

function steps(
  scheduler: FileScheduler,
  definition: ScheduleDefinition,
  { exitCode, edited }: { readonly exitCode: number | null; readonly edited: boolean },
): Pick<SchedulePlan, 'before' | 'after' | 'notes'> {
  const known = exitCode === 0;
  if (known && !edited) return { before: [], after: [], notes: [] };
  if (!isReachable(scheduler, exitCode)) return { before: [], after: [], notes: [unreachableNote] };
  // launchd refuses to load what it has loaded; the others replace it.
  const before = known && scheduler === 'launchd' ? definition.stop : [];
  return { before, after: definition.start, notes: [] };
}

function lostEnvironment(scheduler: FileScheduler, { environment = {} }: ScheduledJob): readonly string[] {
  if (scheduler !== 'schtasks' || Object.keys(environment).length === 0) return [];
  return ["A Windows task has no environment of its own: the job gets the user's."];
}

async function planCron(job: ScheduledJob, effects: Required<ScheduleEffects>): Promise<SchedulePlan> {
  const before = await readCrontab(effects);
  const { line, minutes } = cronLine(job);
  const after = editCrontab(before, job.name, line);
  const shorter = job.timing.kind === 'periodic' && minutes !== job.timing.minutes;
  return {
    scheduler: 'cron',
    job: job.name,
    write: [],
    link: [],
    remove: [],
    before: [],
    after: [],
    crontab: { before, after },
    changed: before !== after,
    notes: shorter ? [`cron cannot keep the interval; the job runs every ${minutes} minutes.`] : [],
  };
}

function isSameFile(path: string, data: Buffer, { files }: Required<ScheduleEffects>): boolean {
  return files.entry(path)?.kind === 'file' && files.read(path).equals(data);
}

function isSameLink({ path, target }: ScheduleLink, { files }: Required<ScheduleEffects>): boolean {
  return files.entry(path)?.kind === 'link' && files.readLink(path) === target;
}
