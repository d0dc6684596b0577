import { atomicWrite, type Lock } from '@aim/core';
import { resolveCommand } from '@aim/exec';
import { workstreamError } from '../errors.js';
import type { Workstream } from '../format/Workstream.js';
import { recordedRun } from '../state/recordedRun.js';
import { endOrphans, runMarker } from '../tree/endOrphans.js';
import { openTrees } from '../tree/openTrees.js';
import type { TreeKeeper } from '../tree/WorkingTree.js';
import { abandonRun, lockRepository, openJournal, placeRun, type RunPlace } from './beginRun.js';
import type { WorkstreamChecks } from './Check.js';
import { checksOf } from './checksOf.js';
import { createAnnouncer } from './createAnnouncer.js';
import { preflightRun } from './preflightRun.js';
import type { RunContext } from './RunContext.js';
import type { RunEffects } from './RunEffects.js';
import type { RunResult } from './RunResult.js';
import { runWaves } from './runWaves.js';
import { stepEnvironment, withoutGitVariables } from './stepEnvironment.js';
import type { WorkstreamEngine } from './WorkstreamEngine.js';

/** Runs workstreams on this machine, in this process. */
export const localEngine: WorkstreamEngine = {
  async run(plan, effects) {
    const place = placeRun(plan, effects);
    const finished = finishedResult(place);
    if (finished) return finished;
    let lock: Lock | undefined;
    try {
      const trees = await treesOf(place, effects);
      lock = await lockRepository(effects.stateDir, trees.root);
      // Another process may have brought the run further since its journal was read.
      const current = plan.runId === undefined ? place : placeRun(plan, effects);
      return finishedResult(current) ?? (await runPlaced(current, effects, trees));
    } catch (error) {
      abandonRun(place);
      throw error;
    } finally {
      lock?.release();
    }
  },
};

function finishedResult({ plan, read, runId }: RunPlace): RunResult | undefined {
  const end = read.records.find(({ type }) => type === 'finished');
  if (end?.type !== 'finished') return undefined;
  const { results } = recordedRun(read.records);
  const ordered = plan.waves.flat().flatMap((id) => results.get(id) ?? []);
  return { run_id: runId, final_status: end.final_status, results: ordered };
}

async function treesOf({ plan, runId, token }: RunPlace, effects: RunEffects): Promise<TreeKeeper> {
  const env = { ...withoutGitVariables(effects.env), [runMarker]: token };
  return openTrees({ root: plan.root, inPlace: plan.inPlace ?? false, runId }, { ...effects, env });
}

async function runPlaced(place: RunPlace, effects: RunEffects, trees: TreeKeeper): Promise<RunResult> {
  const { plan, runId } = place;
  const { now = () => new Date(), platform = process.platform } = effects;
  const recorded = recordedRun(place.read.records);
  const announce = createAnnouncer(effects, runId);
  const env = stepEnvironment(effects.env, [trees.root], platform);
  const checks = new Map<string, WorkstreamChecks>();
  const isCommand = (name: string): boolean => resolveCommand(name, { env, platform }) !== undefined;
  const lookup = { profiles: plan.profiles ?? {}, isCommand };
  const checksFor = (workstream: Workstream): WorkstreamChecks => {
    const known = checks.get(workstream.id) ?? checksOf(workstream, { ...plan, lookup });
    checks.set(workstream.id, known);
    return known;
  };
  const workstreams = plan.workstreams.filter(({ id }) => !recorded.results.has(id));
  if (place.read.header) await settle(place, trees, platform);
  const uncommitted = await trees.uncommitted();
  await preflightRun({ plan, effects, env, workstreams, checksFor, uncommitted, announce });
  const journal = await openJournal(place, { now: now(), base: trees.baseBranch });
  try {
    const context: RunContext = {
      ...place,
      effects,
      announce,
      journal,
      recorded,
      trees,
    };
    const result = await runWaves(context, checksFor);
    atomicWrite(place.paths.result, `${JSON.stringify(result, null, 2)}\n`);
    await journal.record({ type: 'finished', final_status: result.final_status });
    return result;
  } finally {
    await journal.close();
  }
}

/** Makes sure that an interrupted run is over and that the repository is where it was. */
async function settle(
  { read, token }: RunPlace,
  trees: TreeKeeper,
  platform: NodeJS.Platform,
): Promise<void> {
  const base = read.header?.base;
  await endOrphans(token, platform);
  if (base === trees.baseBranch) return;
  throw workstreamError(
    'WORKSTREAM_GIT_FAILED',
    `${trees.root} is no longer on the branch ${base ?? '(none)'}.`,
    {
      hint:
        base === undefined
          ? 'Resume in the directory the run was started in.'
          : `Check out ${base}, then resume.`,
      details: { root: trees.root },
    },
  );
}
