import { auditEventOf } from './auditEventOf.js';
import type { RunEffects } from './RunEffects.js';
import type { WorkstreamEventBody } from './WorkstreamEvent.js';

/** Tells of an event. Resolves once it is in the audit. */
export type Announce = (event: WorkstreamEventBody) => Promise<void>;

export function createAnnouncer(
  { audit, onEvent, now = () => new Date() }: Pick<RunEffects, 'audit' | 'onEvent' | 'now'>,
  runId: string,
): Announce {
  return async (body) => {
    const event = { run_id: runId, timestamp: now().toISOString(), ...body };
    onEvent?.(event);
    const entry = audit && auditEventOf(event);
    if (entry) await audit(entry);
  };
}
