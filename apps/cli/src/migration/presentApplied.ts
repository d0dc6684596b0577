import type { applyMigration, MigrationPlan } from '@aim/config';
import { displayText } from '@aim/core';
import type { CommandResult } from '../result.js';
import { planJson, renderFindings } from './presentPlan.js';

type Applied = Awaited<ReturnType<typeof applyMigration>>;

/** What a migration did, and what is left to the user. */
export function presentApplied(applied: Applied, plan: MigrationPlan): CommandResult {
  const { status, target, backup } = applied;
  return {
    json: { status, ...(backup !== undefined && { backup }), ...planJson(plan) },
    text: (style) => {
      if (plan.sources.length === 0) return 'Found no configuration of an older system';
      if (status === 'nothing_to_do') return displayText(`${target} is as it should be: nothing to do`);
      return [
        ...renderFindings(plan, style),
        displayText(`Wrote ${target}; the old files are as they were`),
        "Read it, then 'aim config trust' lets a project's file start programs; '--rollback' undoes this",
      ].join('\n\n');
    },
  };
}
