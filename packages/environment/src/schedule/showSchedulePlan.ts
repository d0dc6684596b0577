import type { ScheduleFile } from './ScheduleDefinition.js';
import type { SchedulePlan } from './SchedulePlan.js';

/** A plan as `--dry-run` prints it. */
export interface ShownSchedulePlan
  extends Pick<SchedulePlan, 'scheduler' | 'job' | 'changed' | 'link' | 'remove' | 'notes'> {
  readonly write: readonly { readonly path: string; readonly text: string }[];
  /** Programs that are run, in this order. */
  readonly run: readonly string[];
  /** Lines that the crontab gets. */
  readonly crontab?: readonly string[];
}

/** What of a plan may be shown: the files as text, and of a crontab nothing but our own lines. */
export function showSchedulePlan(plan: SchedulePlan): ShownSchedulePlan {
  const { scheduler, job, changed, link, remove, notes, crontab } = plan;
  return {
    scheduler,
    job,
    changed,
    write: plan.write.map((file) => ({ path: file.path, text: textOf(file) })),
    link,
    remove,
    run: [...plan.before, ...plan.after].map((command) => command.join(' ')),
    notes,
    ...(crontab && { crontab: addedLines(crontab.before, crontab.after) }),
  };
}

function textOf({ data }: ScheduleFile): string {
  return data.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))
    ? data.toString('utf16le', 2)
    : data.toString();
}

function addedLines(before: string, after: string): readonly string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line));
}
