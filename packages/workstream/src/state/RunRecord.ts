import type { RunPlan } from '../run/RunPlan.js';
import type { WorkstreamResult } from '../run/RunResult.js';

/** What came of one edit, check, merge or compensation. */
export interface UnitOutcome {
  readonly success: boolean;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The commit that holds everything done so far, where there are commits. */
  readonly commit?: string;
  /** Digests of a failed check's output; see `FailedAttempt`. */
  readonly output?: string;
  readonly signature?: string;
}

/** The first line of a journal. */
export interface RunHeader {
  readonly type: 'header';
  readonly format: 1;
  readonly run_id: string;
  /** 128 random bits that mark the processes of the run. */
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly plan: RunPlan;
  /** The branch that finished work is merged into; absent when working in place. */
  readonly base?: string;
}

/** One line of a journal. */
export type RunRecord =
  | RunHeader
  /** The commit a workstream starts from. */
  | { readonly type: 'tree'; readonly ws: string; readonly base: string }
  /** Under way; of no consequence when the run is resumed. */
  | { readonly type: 'started'; readonly ws: string; readonly key: string }
  | { readonly type: 'unit'; readonly ws: string; readonly key: string; readonly outcome: UnitOutcome }
  | { readonly type: 'result'; readonly ws: string; readonly result: WorkstreamResult }
  | { readonly type: 'finished'; readonly final_status: 'done' | 'failed' };
