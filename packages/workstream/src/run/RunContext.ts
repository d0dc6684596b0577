import type { Workstream } from '../format/Workstream.js';
import type { Journal } from '../state/Journal.js';
import type { RecordedRun } from '../state/recordedRun.js';
import type { RunPaths } from '../state/runPaths.js';
import type { ScopeTest, TreeKeeper, WorkingTree } from '../tree/WorkingTree.js';
import type { WorkstreamChecks } from './Check.js';
import type { Announce } from './createAnnouncer.js';
import type { RunEffects } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';

/** A run that has begun. */
export interface RunContext {
  readonly runId: string;
  readonly token: string;
  readonly plan: RunPlan;
  readonly effects: RunEffects;
  readonly announce: Announce;
  readonly journal: Pick<Journal, 'note' | 'record'>;
  readonly recorded: RecordedRun;
  readonly trees: TreeKeeper;
  readonly paths: RunPaths;
}

/** A workstream that has begun. */
export interface WorkstreamContext extends RunContext {
  readonly workstream: Workstream;
  readonly tree: WorkingTree;
  readonly checks: WorkstreamChecks;
  readonly mayChange: ScopeTest;
}
