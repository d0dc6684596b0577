import { planWorkstreamRun, type Settings, type WorkstreamRunRequest } from '@aim/runtime';
import type { RunPlan } from '@aim/workstream';
import { cliError } from '../errors.js';
import { warningLines } from './issueLines.js';

/** The plan of a new run. A run of nothing is a mistake in the command line. */
export function planForRun(
  settings: Settings,
  request: WorkstreamRunRequest,
  notice: (message: string) => void,
): RunPlan {
  const { plan, warnings, places } = planWorkstreamRun(settings, request);
  warningLines(warnings).forEach(notice);
  if (plan.workstreams.length > 0) return plan;
  throw cliError('INPUT_UNREADABLE', `There are no workstreams in ${places.join(', ')}`, {
    hint: 'Name another folder with --dir, or set PIPELINE_WORKSTREAM_DIR.',
  });
}
