import { displayText } from '@aim/core';
import type { RunResult, WorkstreamResult } from '@aim/workstream';
import { countOf } from '../render/count.js';
import type { TextStyle } from '../result.js';

export interface PresentedRun extends Omit<RunResult, 'final_status'> {
  readonly final_status: RunResult['final_status'] | 'interrupted';
}

/** What has come of each workstream, then one sentence. */
export function renderRun({ run_id, final_status, results }: PresentedRun, style: TextStyle): string {
  const lines = results.flatMap((result) => workstreamLines(result, style));
  const failed = results.filter((result) => result.final_status === 'failed').length;
  const done = countOf(results.length - failed, 'workstream');
  if (final_status === 'interrupted') {
    return [...lines, `${displayText(run_id)} was interrupted after ${done}`, resumeHint(run_id)].join('\n');
  }
  return [...lines, displayText(`${run_id}: ${done} done, ${failed} failed`)].join('\n');
}

export function resumeHint(runId: string): string {
  return displayText(`Go on with it: aim workstream run --resume ${runId}`);
}

function workstreamLines({ ws_id, steps, branch, ...result }: WorkstreamResult, style: TextStyle): string[] {
  const { green, red } = style.colors;
  if (result.final_status === 'done') return [`${green('✓')} ${displayText(ws_id)}${manual(steps)}`];
  const failed = steps.filter(({ success }) => !success);
  return [
    `${red('✗')} ${displayText(ws_id)}`,
    ...failed.map(({ step_name, error_message }) => displayText(`    ${step_name}: ${error_message}`)),
    ...(branch === undefined ? [] : [displayText(`    Its work is on the branch ${branch}`)]),
  ];
}

/** What was left to people must not look as if it had been checked. */
function manual(steps: WorkstreamResult['steps']): string {
  const left = steps.flatMap(({ details }) => (Array.isArray(details.not_run) ? details.not_run : []));
  return left.length === 0 ? '' : ` (${countOf(left.length, 'acceptance test')} left to you)`;
}
