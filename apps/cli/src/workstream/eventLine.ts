import { displayText } from '@aim/core';
import type { WorkstreamEvent } from '@aim/workstream';
import { countOf } from '../render/count.js';

/** A line for each state a workstream comes to; with `verbose` one for each of its steps too. */
export function eventLine(event: WorkstreamEvent, verbose: boolean): string | undefined {
  const text = textOf(event, verbose);
  return text === undefined ? undefined : displayText(text);
}

function textOf(event: WorkstreamEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case 'run_started':
      return `${event.run_id} ${event.resumed ? 'goes on' : 'started'}: ${countOf(event.workstreams, 'workstream')} in ${countOf(event.waves, 'wave')}`;
    case 'preflight':
      return event.override === undefined ? undefined : `${event.ws_id}: goes on without what it needs`;
    case 'status':
      // The check itself follows at once.
      if (event.status === 'ready_for_static') return undefined;
      return `${event.ws_id}: ${event.status.replaceAll('_', ' ')}`;
    case 'attempt_failed':
      return `${event.ws_id}: ${event.step} failed at attempt ${event.attempt} (${event.verdict})`;
    case 'compensation':
      return `${event.ws_id}: ${event.unit} ${event.success ? 'undid its part' : 'failed'}`;
    case 'step_finished':
      if (!verbose) return undefined;
      return `${event.ws_id}: ${event.unit} ${event.success ? 'succeeded' : 'failed'} after ${event.duration_ms} ms`;
    default:
      return undefined;
  }
}
