import { quoteSh } from '../quoting/quoteSh.js';
import type { ScheduledJob } from './ScheduledJob.js';

/** A job as one line of a crontab, and the interval it really has. */
export interface CronLine {
  readonly line: string;
  /** Minutes; cron knows only parts of an hour and of a day, so it may be shorter than wanted. */
  readonly minutes: number | undefined;
}

const hourParts = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];
const dayParts = [1, 2, 3, 4, 6, 8, 12];

/** In a crontab `%` is a line break unless a backslash stands before it, also inside quotation marks. */
export function cronLine({ command, environment = {}, timing }: ScheduledJob): CronLine {
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${quoteSh(value)}`);
  const shell = [...settings, ...command.map(quoteSh), '>/dev/null', '2>&1'].join(' ').replaceAll('%', '\\%');
  const { when, minutes } =
    timing.kind === 'periodic' ? cronTime(timing.minutes) : { when: '@reboot', minutes: undefined };
  return { line: `${when} ${shell}`, minutes };
}

function cronTime(wanted: number): { readonly when: string; readonly minutes: number } {
  if (wanted >= 24 * 60) return { when: '0 0 * * *', minutes: 24 * 60 };
  if (wanted >= 60) {
    const hours = dayParts.findLast((part) => part * 60 <= wanted) ?? 1;
    return { when: `0 */${hours} * * *`, minutes: hours * 60 };
  }
  const minutes = hourParts.findLast((part) => part <= wanted) ?? 1;
  return { when: `*/${minutes} * * * *`, minutes };
}
