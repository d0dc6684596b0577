import { workstreamError } from '../errors.js';

/** @throws AimError WORKSTREAM_CANCELLED once the signal was given. */
export function throwIfCancelled(runId: string, signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw workstreamError('WORKSTREAM_CANCELLED', `The run ${runId} was interrupted.`, {
    hint: 'Go on with `aim workstream run --resume`.',
    details: { run_id: runId },
  });
}
