import PQueue from 'p-queue';
import type { Workstream } from '../format/Workstream.js';
import { matchesScope } from '../scope/matchesScope.js';
import { parseScope } from '../scope/parseScope.js';
import type { ScopeTest } from '../tree/WorkingTree.js';
import type { WorkstreamChecks } from './Check.js';
import type { RunContext } from './RunContext.js';
import type { RunResult, WorkstreamResult } from './RunResult.js';
import { runWorkstream } from './runWorkstream.js';

/** Runs the waves of a plan, one after another. */
export async function runWaves(
  run: RunContext,
  checksFor: (workstream: Workstream) => WorkstreamChecks,
): Promise<RunResult> {
  const { announce, plan, recorded, runId } = run;
  const byId = new Map(plan.workstreams.map((each) => [each.id, each]));
  const results = new Map<string, WorkstreamResult>();
  const queue = new PQueue({ concurrency: plan.maxWorkers });
  const resumed = recorded.units.size > 0 || recorded.trees.size > 0 || recorded.results.size > 0;
  await announce({
    type: 'run_started',
    workstreams: plan.workstreams.length,
    waves: plan.waves.length,
    resumed,
  });
  for (const wave of plan.waves) {
    const members = wave.flatMap((id) => byId.get(id) ?? []);
    const tasks = members.map((workstream) =>
      queue.add(async () => {
        const failedDependencies = workstream.depends_on.filter(
          (id) => results.get(id)?.final_status === 'failed',
        );
        const mayChange = scopeTest(run.trees.isolated ? [workstream] : members);
        const task = { workstream, checks: checksFor(workstream), mayChange, failedDependencies };
        results.set(workstream.id, await runWorkstream(run, task));
      }),
    );
    // What is under way comes to its end before the first failure is passed on.
    const settled = await Promise.allSettled(tasks);
    for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  }
  const ordered = plan.waves.flat().flatMap((id) => results.get(id) ?? []);
  const final_status = ordered.every((result) => result.final_status === 'done') ? 'done' : 'failed';
  await announce({ type: 'run_finished', final_status });
  return { run_id: runId, final_status, results: ordered };
}

/** In a tree that workstreams share, it cannot be told whose edit changed a file of another one of the wave. */
function scopeTest(workstreams: readonly Workstream[]): ScopeTest {
  const entries = workstreams.flatMap(({ files_scope, files_create }) => [...files_scope, ...files_create]);
  const patterns = entries.flatMap(parseScope);
  return (path) => matchesScope(path, patterns);
}
