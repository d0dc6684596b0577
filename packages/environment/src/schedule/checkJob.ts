import { displayText } from '@aim/core';
import { environmentError } from '../errors.js';
import { isAbsolutePath } from '../system/isAbsolutePath.js';
import type { ScheduledJob } from './ScheduledJob.js';

/**
 * Refuses what no scheduler could run.
 *
 * @throws AimError SCHEDULE_COMMAND
 */
export function checkJob(job: ScheduledJob, platform: NodeJS.Platform): void {
  const { command, description, environment = {}, timing } = job;
  checkJobName(job.name);
  if (!isAbsolutePath(command[0], platform)) {
    throw invalid(`The program of the job is not absolute: ${displayText(command[0])}`);
  }
  const values = Object.entries(environment);
  if ([description, ...command, ...values.flat()].some((text) => /[\0\r\n]/.test(text))) {
    throw invalid('The command, the environment or the description of the job holds a line break or NUL.');
  }
  const unnamed = values.find(([name]) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (unnamed !== undefined)
    throw invalid(`No job can have a variable of this name: ${displayText(unnamed[0])}`);
  if (timing.kind === 'periodic' && !(Number.isInteger(timing.minutes) && timing.minutes >= 1)) {
    throw invalid('The interval of the job is not a whole number of minutes from 1 on.');
  }
}

/** @throws AimError SCHEDULE_COMMAND */
export function checkJobName(name: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) return;
  throw invalid(`This is no name for a job: ${displayText(name)}`);
}

function invalid(message: string) {
  return environmentError('SCHEDULE_COMMAND', message, {
    hint: 'Use a name of letters, digits, dots, underscores and hyphens, a whole path, and texts of one line.',
  });
}
