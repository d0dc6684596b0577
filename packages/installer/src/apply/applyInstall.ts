import type { AimError } from '@aim/core';
import { changesNothing, type InstallPlan, type InstallStep } from '../plan/InstallPlan.js';
import { checkSpec } from '../managers/checkSpec.js';
import { managerError } from '../managers/managerErrors.js';
import { currentGeneration } from '../store/readGenerations.js';
import { asAimError } from './asAimError.js';
import type { InstallEffects } from './InstallEffects.js';
import { packageResult, type InstallResult, type PackageResult } from './InstallResult.js';
import { keepJournal } from './journalKeeper.js';
import { checkBase, prepareJournal } from './prepareJournal.js';
import { runJournal } from './runJournal.js';
import { openSession, type Session } from './Session.js';
import { withTools } from './withTools.js';

/**
 * Carries out a plan. Everything is written into a journal first; packages go into fresh directories and are proven
 * there; only then a new generation is written and switched to in one step, so that at any moment, also of a crash,
 * every tool is there in its old or its new version. If one package fails nothing is switched, and what a system
 * manager has changed is put back, unless `rollback` is false: then what succeeded is kept.
 *
 * A package that fails is part of the result. A plan that changes nothing touches nothing.
 *
 * @throws AimError INSTALL_PENDING, INSTALL_PLAN_OUTDATED, LOCK_BUSY, INSTALL_GENERATION_BROKEN, INSTALL_STORE_FAILED,
 * WRITE_FAILED before anything was changed
 * @throws the audit sink's error after the switch; the journal then stays
 */
export async function applyInstall(plan: InstallPlan, effects: InstallEffects): Promise<InstallResult> {
  const session = openSession(effects);
  const kept = plan.steps
    .filter(({ action }) => action === 'keep')
    .map((step) => packageResult(step, 'kept'));
  if (changesNothing(plan)) {
    return { status: 'nothing_to_do', ...numberOf(plan.base), packages: kept, notes: plan.notes };
  }
  return withTools(session, async () => {
    const current = currentGeneration(effects.toolsRoot, session);
    checkBase(plan.base, current);
    const refused = refuseBadSteps(plan, session);
    const open = withoutRefused(plan, refused);
    if (refused.size > 0 && (isFatal(plan, open, effects) || changesNothing(open))) {
      return {
        status: 'rolled_back',
        ...numberOf(plan.base),
        packages: [...kept, ...untouched(plan, refused)],
        notes: plan.notes,
      };
    }
    const preparation = { kind: 'install', current, packages: current?.packages ?? [] } as const;
    const journal = await prepareJournal(preparation, open, session);
    const keeper = keepJournal(journal, session);
    keeper.update({});
    const result = await runJournal(keeper, session);
    return {
      ...result,
      status:
        refused.size > 0 && result.status === 'done' && !onlyAlternatives(plan, refused)
          ? 'partial'
          : result.status,
      packages: [
        ...kept,
        ...[...refused].map(([step, error]) => packageResult(step, 'failed', error)),
        ...result.packages,
      ],
      notes: [...plan.notes, ...result.notes],
    };
  });
}

type Refused = ReadonlyMap<InstallStep, AimError>;

/** What no manager may be handed: a bad name or version, or what the plan refuses. */
function refuseBadSteps(plan: InstallPlan, session: Session): Refused {
  const refused = new Map<InstallStep, AimError>();
  const steps = [...plan.steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)];
  const changed = steps.filter(({ action }) => action !== 'keep' && action !== 'remove');
  for (const step of changed) {
    try {
      checkSpec(session.managerOf(step.manager), { name: step.name, version: step.to ?? '' });
      if (step.refused !== undefined) throw refusal(step, step.refused);
    } catch (error) {
      const problem = asAimError(error, session.effects.toolsRoot);
      refused.set(step, problem);
      session.tell('failed', step, problem);
    }
  }
  return refused;
}

function refusal({ manager, name, to = '' }: InstallStep, why: string): AimError {
  return managerError(
    'INSTALL_INTEGRITY',
    `${name} ${to} (${manager}) is not what the lock file names: ${why}`,
    {
      hint: 'Find out why before you use it. If the release is what you want, lock it anew with `aim version lock`.',
      details: { manager, name, version: to },
    },
  );
}

function withoutRefused(plan: InstallPlan, refused: Refused): InstallPlan {
  return {
    ...plan,
    steps: plan.steps.filter((step) => !refused.has(step)),
    groups: plan.groups
      .map((group) => ({ ...group, alternatives: group.alternatives.filter((step) => !refused.has(step)) }))
      .filter(({ alternatives }) => alternatives.length > 0),
  };
}

/** Of a group it is enough that one alternative is left. */
function isFatal(plan: InstallPlan, open: InstallPlan, { rollback = true }: InstallEffects): boolean {
  return rollback && (open.steps.length < plan.steps.length || open.groups.length < plan.groups.length);
}

function onlyAlternatives(plan: InstallPlan, refused: Refused): boolean {
  const open = withoutRefused(plan, refused);
  return open.steps.length === plan.steps.length && open.groups.length === plan.groups.length;
}

function untouched(plan: InstallPlan, refused: Refused): readonly PackageResult[] {
  const steps = [...plan.steps, ...plan.groups.flatMap(({ alternatives }) => alternatives)];
  return steps
    .filter(({ action }) => action !== 'keep')
    .map((step) => packageResult(step, refused.has(step) ? 'failed' : 'not_attempted', refused.get(step)));
}

function numberOf(generation: number | undefined): { readonly generation?: number } {
  return generation === undefined ? {} : { generation };
}
