import type { Workstream } from '../format/Workstream.js';
import type { UnitOutcome } from '../state/RunRecord.js';
import type { ScopeTest } from '../tree/WorkingTree.js';
import { throwIfCancelled } from './cancelled.js';
import type { WorkstreamChecks } from './Check.js';
import { compensate } from './compensate.js';
import { editFiles } from './editFiles.js';
import { runCheckStep } from './runCheckStep.js';
import type { RunContext, WorkstreamContext } from './RunContext.js';
import type { StepResult, WorkstreamResult } from './RunResult.js';
import { runUnit } from './runUnit.js';
import type { WorkstreamStatus } from './WorkstreamEvent.js';

export interface WorkstreamTask {
  readonly workstream: Workstream;
  readonly checks: WorkstreamChecks;
  readonly mayChange: ScopeTest;
  /** Those of its dependencies that did not succeed. */
  readonly failedDependencies: readonly string[];
}

/** Brings one workstream to its end, or to where the journal says it has come to and on from there. */
export async function runWorkstream(run: RunContext, task: WorkstreamTask): Promise<WorkstreamResult> {
  const { announce, effects, journal, recorded, runId, trees } = run;
  const { failedDependencies, ...own } = task;
  const { workstream } = own;
  const known = recorded.results.get(workstream.id);
  if (known) return known;
  throwIfCancelled(runId, effects.signal);
  if (failedDependencies.length > 0) return finish(run, workstream.id, [blocked(failedDependencies)]);
  await announce({ type: 'status', ws_id: workstream.id, status: 'started' });
  const state = recorded.trees.get(workstream.id) ?? {};
  const tree = await trees.open(workstream.id, state);
  if (tree.base !== undefined && state.base === undefined) {
    await journal.record({ type: 'tree', ws: workstream.id, base: tree.base });
  }
  const context: WorkstreamContext = { ...run, ...own, tree };
  const steps = await runSteps(context);
  const merged = steps.every(({ success }) => success);
  const undone = merged ? undefined : await compensate(context);
  const branch = await tree.close(merged);
  return finish(run, workstream.id, [...steps, ...(undone ? [undone] : [])], branch);
}

const statuses: Readonly<Record<'edit' | 'static' | 'runtime', readonly WorkstreamStatus[]>> = {
  edit: ['editing'],
  static: ['ready_for_static', 'static_check'],
  runtime: ['runtime_tests'],
};

async function runSteps(context: WorkstreamContext): Promise<StepResult[]> {
  const done: StepResult[] = [];
  for (const step of ['edit', 'static', 'runtime', 'merge'] as const) {
    if (step === 'merge') {
      if (context.trees.isolated) done.push(await mergeStep(context));
      break;
    }
    for (const status of statuses[step]) {
      await context.announce({ type: 'status', ws_id: context.workstream.id, status });
    }
    const result = step === 'edit' ? await editStep(context) : await runCheckStep(context, step);
    done.push(result);
    if (!result.success) break;
  }
  return done;
}

async function editStep(context: WorkstreamContext): Promise<StepResult> {
  const action = () => editFiles(context);
  const { outcome } = await runUnit(context, { step: 'edit', attempt: 1, unit: 'edit', action });
  return asStep('edit', outcome);
}

async function mergeStep(context: WorkstreamContext): Promise<StepResult> {
  const { runId, tree, workstream } = context;
  const action = async (): Promise<UnitOutcome> => {
    const merged = await tree.merge(`${workstream.id}: merge (${runId})`);
    if ('problem' in merged) return { success: false, message: merged.problem, details: {} };
    return {
      success: true,
      message: '',
      details: merged.commit === undefined ? {} : { commit: merged.commit },
    };
  };
  const { outcome } = await runUnit(context, { step: 'merge', attempt: 1, unit: 'merge', action });
  return asStep('merge', outcome);
}

function asStep(name: 'edit' | 'merge', { success, message, details }: UnitOutcome): StepResult {
  return { step_name: name, success, details, error_message: success ? '' : message };
}

function blocked(dependencies: readonly string[]): StepResult {
  return {
    step_name: 'dependencies',
    success: false,
    details: { failed: dependencies },
    error_message: `Not started, since ${dependencies.join(', ')} failed.`,
  };
}

async function finish(
  { announce, journal, runId }: RunContext,
  wsId: string,
  steps: readonly StepResult[],
  branch?: string,
): Promise<WorkstreamResult> {
  const final = steps.every(({ success }) => success) ? 'done' : 'failed';
  const result = {
    run_id: runId,
    ws_id: wsId,
    final_status: final,
    steps,
    ...(branch !== undefined && { branch }),
  } as const;
  await announce({ type: 'status', ws_id: wsId, status: final });
  await journal.record({ type: 'result', ws: wsId, result });
  return result;
}
