import type { WorkstreamResult } from '../run/RunResult.js';
import type { TreeState } from '../tree/WorkingTree.js';
import type { RunRecord, UnitOutcome } from './RunRecord.js';

/** What a journal says is done. */
export interface RecordedRun {
  readonly units: ReadonlyMap<string, UnitOutcome>;
  readonly results: ReadonlyMap<string, WorkstreamResult>;
  readonly trees: ReadonlyMap<string, TreeState>;
}

/** The name under which a unit of a workstream is recorded. */
export function unitKey(ws: string, key: string): string {
  return `${ws} ${key}`;
}

export function recordedRun(records: readonly RunRecord[]): RecordedRun {
  const units = new Map<string, UnitOutcome>();
  const results = new Map<string, WorkstreamResult>();
  const trees = new Map<string, TreeState>();
  for (const record of records) {
    if (record.type === 'tree') trees.set(record.ws, { base: record.base });
    if (record.type === 'result') results.set(record.ws, record.result);
    if (record.type !== 'unit') continue;
    units.set(unitKey(record.ws, record.key), record.outcome);
    const { commit } = record.outcome;
    if (commit !== undefined) trees.set(record.ws, { ...trees.get(record.ws), checkpoint: commit });
  }
  return { units, results, trees };
}
