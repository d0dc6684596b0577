import { monotonicMs } from '@aim/core';
import { unitKey } from '../state/recordedRun.js';
import type { UnitOutcome } from '../state/RunRecord.js';
import { throwIfCancelled } from './cancelled.js';
import type { WorkstreamContext } from './RunContext.js';
import type { StepName } from './WorkstreamEvent.js';

/** The smallest thing that is done once and recorded. */
export interface Unit {
  readonly step: StepName;
  /** The edit, a check, a fix: unique within the attempt. */
  readonly unit: string;
  readonly attempt: number;
  readonly action: () => Promise<UnitOutcome>;
}

export interface UnitRun {
  readonly outcome: UnitOutcome;
  /** It was done before and is only read. */
  readonly replayed: boolean;
}

/**
 * Does something, unless the journal says that it is done. Its outcome counts once it is on disk; the audit has it
 * before that, so that it never knows less than the journal.
 */
export async function runUnit(context: WorkstreamContext, unit: Unit): Promise<UnitRun> {
  const { announce, effects, journal, recorded, runId, workstream } = context;
  const key = `${unit.step}/${unit.attempt}/${unit.unit}`;
  const known = recorded.units.get(unitKey(workstream.id, key));
  if (known) return { outcome: known, replayed: true };
  throwIfCancelled(runId, effects.signal);
  const facts = { ws_id: workstream.id, step: unit.step, unit: unit.unit, attempt: unit.attempt };
  journal.note({ type: 'started', ws: workstream.id, key });
  await announce({ type: 'step_started', ...facts });
  const startedAt = monotonicMs();
  const outcome = await unit.action();
  throwIfCancelled(runId, effects.signal);
  const duration = Math.round(monotonicMs() - startedAt);
  await announce({ type: 'step_finished', ...facts, success: outcome.success, duration_ms: duration });
  await journal.record({ type: 'unit', ws: workstream.id, key, outcome });
  return { outcome, replayed: false };
}
