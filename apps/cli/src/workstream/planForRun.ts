import { displayText, nearestName } from '@aim/core';
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
  if (plan.workstreams.length > 0) {
    refuseUnknownChecks(plan);
    return plan;
  }
  throw cliError('INPUT_UNREADABLE', `There are no workstreams in ${places.join(', ')}`, {
    hint: 'Name another folder with --dir, or set PIPELINE_WORKSTREAM_DIR.',
  });
}

/** Where each workstream names checks of its own, a misspelt one would never be missed. */
function refuseUnknownChecks({ checks = {}, capabilities = [], profiles = {} }: RunPlan): void {
  const known = [...Object.keys(profiles), ...capabilities];
  for (const [option, names = []] of Object.entries(checks)) {
    const unknown = names.find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    const near = nearestName(unknown, known);
    const message = `--${option} ${displayText(unknown)} is neither a tool profile nor a capability`;
    throw cliError('USAGE', message, {
      hint:
        near === undefined
          ? 'Name a file of profiles with --profiles.'
          : `Did you mean '${displayText(near)}'?`,
    });
  }
}
