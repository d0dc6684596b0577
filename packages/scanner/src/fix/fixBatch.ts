import { systemErrorCode } from '@aim/core';
import type { FixContext } from './FixContext.js';
import type { FixMark, MoveIntent, ReplaceIntent } from './FixIntent.js';
import type { FixOutcome, FixSkipReason } from './FixOutcome.js';
import { quarantinePath } from './fixPaths.js';
import type { FixItem, FixPlan } from './FixPlan.js';
import { checkKept, movePath, prepareMove } from './movePath.js';
import { prepareReplace, replaceFile, settleReplace, type Replaced } from './replaceFile.js';

interface Step {
  readonly item: FixItem;
  readonly number: number;
  intent?: ReplaceIntent | MoveIntent;
  replaced?: Replaced;
  outcome?: FixOutcome;
}

/**
 * Does a few items of a plan: all are announced in the journal in one write, then done, then settled once the journal
 * says that they are done. An item is compared when its turn comes, not when it is announced.
 */
export function fixBatch(
  { items, method }: FixPlan,
  range: { readonly start: number; readonly end: number },
  context: FixContext,
): readonly FixOutcome[] {
  const steps: Step[] = items
    .slice(range.start, range.end)
    .map((item, index) => ({ item, number: range.start + index }));
  for (const step of steps) announce(step, method, context);
  context.journal.append(steps.flatMap(({ intent }) => intent ?? []));
  for (const step of steps) act(step, context);
  context.journal.append(steps.flatMap((step) => markOf(step) ?? []));
  for (const step of steps) {
    if (step.replaced !== undefined) step.outcome = settleReplace(step.replaced, context);
  }
  return steps.flatMap(({ outcome }) => outcome ?? []);
}

function announce(step: Step, method: FixPlan['method'], context: FixContext): void {
  const { item, number } = step;
  const outcome = guarded(item, () => {
    const to = quarantinePath(context.paths.quarantine, context.run, item.path);
    const prepared =
      method === 'quarantine' || item.kind === 'cache'
        ? prepareMove(item, { to, number }, context)
        : prepareReplace(item, { method, number }, context);
    if (typeof prepared === 'string') return skipped(item, prepared);
    step.intent = prepared;
    return undefined;
  });
  if (outcome !== undefined) step.outcome = outcome;
}

function act(step: Step, context: FixContext): void {
  const { item, intent } = step;
  if (intent === undefined) return;
  const result = guarded(item, () =>
    intent.op === 'replace' ? replaceFile(intent, context) : quarantine(item, intent, context),
  );
  if (result !== undefined && 'before' in result) step.replaced = result;
  else if (result !== undefined) step.outcome = result;
}

function quarantine(item: FixItem, intent: MoveIntent, context: FixContext): FixOutcome {
  const reason = item.kind === 'duplicate' ? checkKept(item, context) : undefined;
  return reason === undefined ? movePath(intent, item.size, context) : skipped(item, reason);
}

/** A file that is neither done nor open to question stays as it was. */
function guarded<T>(item: FixItem, action: () => T): T | FixOutcome {
  try {
    return action();
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' ? skipped(item, 'gone') : { path: item.path, outcome: 'failed', code };
  }
}

/** What failed may be half done, so it keeps no mark and an undo looks at it. */
function markOf({ intent, replaced, outcome, number }: Step): FixMark | undefined {
  if (intent === undefined) return undefined;
  if (replaced !== undefined || outcome?.outcome === 'done') return { t: 'done', n: number };
  return outcome?.outcome === 'skipped' ? { t: 'skipped', n: number } : undefined;
}

function skipped({ path }: FixItem, reason: FixSkipReason): FixOutcome {
  return { path, outcome: 'skipped', reason };
}
