import { environmentError } from '../errors.js';
import { dropBlocks, findBlocks, putBlock, type BlockPosition } from '../markedBlock.js';
import { runTool } from './runTool.js';
import type { ScheduleEffects } from './ScheduleEffects.js';

/**
 * The user's crontab; empty when there is none.
 *
 * @throws AimError SCHEDULE_FAILED, SCHEDULE_UNAVAILABLE
 */
export async function readCrontab(effects: Required<ScheduleEffects>): Promise<string> {
  const result = await runTool(['crontab', '-l'], effects);
  if (result.exitCode === 0 && !result.stdoutTruncated) return result.stdout;
  // Without a crontab the program says so and fails; any other failure must not pass for an empty one.
  if (result.exitCode === 1 && /no crontab/i.test(result.stderr)) return '';
  throw environmentError('SCHEDULE_FAILED', 'The crontab cannot be read: crontab -l failed.', {
    hint: 'Run crontab -l to see why; cron may be forbidden for this user.',
  });
}

/** @throws AimError SCHEDULE_FAILED, SCHEDULE_UNAVAILABLE */
export async function writeCrontab(text: string, effects: Required<ScheduleEffects>): Promise<void> {
  const result = await runTool(['crontab', '-'], effects, text);
  if (result.exitCode === 0) return;
  throw environmentError('SCHEDULE_FAILED', 'The crontab cannot be written: crontab - failed.', {
    hint: 'Run crontab -l to see what is there; cron may be forbidden for this user.',
  });
}

/**
 * A crontab with the job's line, or without the job for `undefined`.
 *
 * @throws AimError PROFILE_DAMAGED
 */
export function editCrontab(text: string, job: string, line: string | undefined): string {
  const name = `aim ${job}`;
  const blocks = crontabBlocks(text, name);
  if (line === undefined) return dropBlocks(text, blocks) ?? '';
  return putBlock(text, blocks, { name, lines: [line], lineEnd: '\n', creates: false });
}

/** Whether the crontab has the job. */
export function isInCrontab(text: string, job: string): boolean {
  return crontabBlocks(text, `aim ${job}`).length > 0;
}

function crontabBlocks(text: string, name: string): readonly BlockPosition[] {
  const scan = findBlocks(text, name);
  if ('blocks' in scan) return scan.blocks;
  throw environmentError(
    'PROFILE_DAMAGED',
    `The crontab lacks the line "${scan.damaged}". Nothing was written.`,
    {
      hint: 'Remove what is left of the block with crontab -e, then run the command again.',
    },
  );
}
