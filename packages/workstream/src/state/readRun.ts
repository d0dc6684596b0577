import { readdirSync } from 'node:fs';
import { workstreamError } from '../errors.js';
import type { RunPlan } from '../run/RunPlan.js';
import type { WorkstreamResult } from '../run/RunResult.js';
import { readJournal } from './readJournal.js';
import type { RunHeader } from './RunRecord.js';
import { isRunId, runPaths, runsDirectory } from './runPaths.js';

/** A run as its journal tells it. */
export interface RunState {
  readonly runId: string;
  readonly header: RunHeader;
  readonly finished: boolean;
  readonly results: readonly WorkstreamResult[];
}

/** The runs that were begun, newest first. Those whose journal is damaged are left out. */
export function listRuns(stateDir: string): RunState[] {
  return runNames(stateDir).flatMap((runId) => {
    try {
      return stateOf(stateDir, runId) ?? [];
    } catch {
      return [];
    }
  });
}

/**
 * The plan of a run to be continued: of the one named, else of the newest unfinished one in `root`. A finished run can
 * be continued, too; it then only tells its result again.
 *
 * @throws AimError WORKSTREAM_RUN_UNKNOWN when there is none; WORKSTREAM_STATE_DAMAGED.
 */
export function readRunPlan(stateDir: string, choice: { runId?: string; root?: string } = {}): RunPlan {
  const { runId, root } = choice;
  const state =
    runId === undefined
      ? listRuns(stateDir).find(
          ({ finished, header }) => !finished && (root === undefined || header.plan.root === root),
        )
      : isRunId(runId)
        ? stateOf(stateDir, runId)
        : undefined;
  if (state) return { ...state.header.plan, runId: state.runId };
  const message =
    runId === undefined ? 'There is no interrupted run to resume.' : `There is no run "${runId}".`;
  throw workstreamError('WORKSTREAM_RUN_UNKNOWN', message, {
    hint: 'Start a new one with `aim workstream run`.',
    details: { directory: runsDirectory(stateDir) },
  });
}

function stateOf(stateDir: string, runId: string): RunState | undefined {
  const { header, records } = readJournal(runPaths(stateDir, runId).journal);
  if (!header) return undefined;
  return {
    runId,
    header,
    finished: records.some(({ type }) => type === 'finished'),
    results: records.flatMap((record) => (record.type === 'result' ? record.result : [])),
  };
}

function runNames(stateDir: string): string[] {
  try {
    return readdirSync(runsDirectory(stateDir)).filter(isRunId).sort(newestFirst);
  } catch {
    return [];
  }
}

function newestFirst(a: string, b: string): number {
  return b.slice(0, 20).localeCompare(a.slice(0, 20)) || Number(b.slice(21)) - Number(a.slice(21));
}
