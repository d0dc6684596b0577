import type { InstallPlan, InstallResult } from '@aim/installer';

/** A plan as `--dry-run --json` prints it. */
export function planJson({ steps, groups, blocked, unresolved, heldBack, notes }: InstallPlan): object {
  return {
    dry_run: true,
    steps,
    groups,
    blocked: blocked.map(({ manager, packages, howToGet }) => ({ manager, packages, how_to_get: howToGet })),
    unresolved,
    held_back: heldBackJson(heldBack),
    notes,
  };
}

/** What was done, with what of the plan could not be. */
export function resultJson(result: InstallResult, plan?: InstallPlan): object {
  const { status, generation, packages, error, notes } = result;
  return {
    status,
    ...(generation !== undefined && { generation }),
    packages,
    ...(error && { failure: error }),
    blocked: (plan?.blocked ?? []).map(({ manager, packages: names, howToGet }) => ({
      manager,
      packages: names,
      how_to_get: howToGet,
    })),
    unresolved: plan?.unresolved ?? [],
    held_back: heldBackJson(plan?.heldBack ?? []),
    notes: [...(plan?.notes ?? []), ...notes],
  };
}

function heldBackJson(heldBack: InstallPlan['heldBack']): readonly object[] {
  return heldBack.map(({ until, ...rest }) => ({
    ...rest,
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  }));
}
