import { resolve } from 'node:path';
import {
  planWaves,
  readRunPlan,
  requireValid,
  selectWorkstreams,
  type RunPlan,
  type WorkstreamIssue,
} from '@aim/workstream';
import type { Settings } from '../loadSettings.js';
import { readWorkstreamsOf, type JudgedWorkstreams } from './readWorkstreamsOf.js';
import { toolProfilesOf } from './toolProfilesOf.js';
import { workstreamRoot } from './workstreamRoot.js';

export interface WorkstreamRunRequest extends Pick<RunPlan, 'checks' | 'inPlace'> {
  /** Files and directories of workstreams; the usual directory when empty. */
  readonly paths?: readonly string[];
  /** Workstreams to run, with all they wait for; every one when empty. */
  readonly ids?: readonly string[];
  /** Most workstreams at the same time. */
  readonly maxWorkers?: number;
  /** Files of tool profiles; each wins over those before it and over the configuration's. */
  readonly profiles?: readonly string[];
}

export interface PlannedRun extends Pick<JudgedWorkstreams, 'places' | 'files'> {
  readonly plan: RunPlan;
  readonly warnings: readonly WorkstreamIssue[];
}

/**
 * Plans a run. Starts nothing.
 * @throws AimError `WORKSTREAM_INVALID`, `WORKSTREAM_NOT_FOUND`, `WORKSTREAM_PROFILES_INVALID`, `WORKSTREAM_UNKNOWN`
 */
export function planWorkstreamRun(settings: Settings, request: WorkstreamRunRequest = {}): PlannedRun {
  const { paths, ids = [], maxWorkers, profiles: files = [], checks, inPlace } = request;
  const { config, cwd } = settings;
  const { workstreams: all, verdict, ...read } = readWorkstreamsOf(settings, paths);
  requireValid(verdict);
  const workstreams = selectWorkstreams(all, ids);
  const { profiles, warnings } = toolProfilesOf(
    config,
    files.map((file) => resolve(cwd, file)),
  );
  const plan: RunPlan = {
    ...planWaves(workstreams, maxWorkers === undefined ? {} : { maxWorkers }),
    workstreams,
    root: workstreamRoot(cwd),
    profiles,
    capabilities: Object.keys(config.registry.capabilities),
    ...(checks !== undefined && { checks }),
    ...(inPlace !== undefined && { inPlace }),
  };
  return { ...read, plan, warnings: [...verdict.warnings, ...warnings] };
}

/**
 * The plan of an interrupted run: of the one named, else of the newest in the repository of the working folder.
 * @throws AimError `WORKSTREAM_RUN_UNKNOWN`, `WORKSTREAM_STATE_DAMAGED`
 */
export function resumedWorkstreamRun({ cwd, dirs }: Pick<Settings, 'cwd' | 'dirs'>, runId?: string): RunPlan {
  return readRunPlan(dirs.state, runId === undefined ? { root: workstreamRoot(cwd) } : { runId });
}
