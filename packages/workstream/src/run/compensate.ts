import { runCheck } from './runCheck.js';
import type { WorkstreamContext } from './RunContext.js';
import type { StepResult } from './RunResult.js';
import { runUnit } from './runUnit.js';

/** Carries out the compensation actions, the last one first. One that fails does not keep the others from running. */
export async function compensate(context: WorkstreamContext): Promise<StepResult | undefined> {
  const { announce, checks, workstream } = context;
  if (checks.compensation.length === 0) return undefined;
  // What undoes something may touch any file.
  const free = { ...context, mayChange: () => true };
  const actions: { name: string; success: boolean }[] = [];
  for (const check of checks.compensation) {
    const action = () => runCheck(free, check);
    const { outcome, replayed } = await runUnit(free, {
      step: 'compensation',
      attempt: 1,
      unit: check.name,
      action,
    });
    const { success } = outcome;
    if (!replayed) await announce({ type: 'compensation', ws_id: workstream.id, unit: check.name, success });
    actions.push({ name: check.name, success, ...outcome.details });
  }
  const failed = actions.filter(({ success }) => !success).map(({ name }) => name);
  return {
    step_name: 'compensation',
    success: failed.length === 0,
    details: { actions },
    error_message: failed.length === 0 ? '' : `Failed: ${failed.join(', ')}.`,
  };
}
