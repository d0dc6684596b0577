import type { MigrationConflict } from '../MigrationPlan.js';

const part = /^(\/registry\/capabilities\/[^/]+)\/(primaryTool|fallbacks)$/;

/** Shows a disagreement on the primary tool of a capability and one on its fallbacks as one about the whole order. */
export function joinOrders(conflicts: readonly MigrationConflict[]): readonly MigrationConflict[] {
  const joined = new Map<string, MigrationConflict>();
  for (const conflict of conflicts) {
    const [, capability, key] = part.exec(conflict.setting) ?? [];
    const setting = capability ?? conflict.setting;
    const before = joined.get(setting);
    const after = key === undefined ? conflict : named(conflict, setting, key);
    joined.set(setting, before && key !== undefined ? merge(before, after) : after);
  }
  return [...joined.values()];
}

function named(conflict: MigrationConflict, setting: string, key: string): MigrationConflict {
  const candidates = conflict.candidates.map(({ file, value }) => ({ file, value: { [key]: value } }));
  return { ...conflict, setting, candidates, chosen: candidates[0] ?? conflict.chosen };
}

function merge(first: MigrationConflict, second: MigrationConflict): MigrationConflict {
  const files = [...new Set([...first.candidates, ...second.candidates].map(({ file }) => file))];
  const candidates = files.map((file) => {
    const values = [first, second].map(
      (one) => one.candidates.find((candidate) => candidate.file === file)?.value,
    );
    return { file, value: Object.assign({}, ...values) as unknown };
  });
  return { ...first, candidates, chosen: candidates[0] ?? first.chosen };
}
