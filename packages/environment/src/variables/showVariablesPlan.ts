import type { ProfileEdit } from './ProfileEdit.js';
import type { VariablesPlan } from './VariablesPlan.js';

/** A plan as `--dry-run` prints it. */
export type ShownVariablesPlan =
  | {
      readonly changed: boolean;
      /** The lines are those of the block; none when it is removed. */
      readonly profiles: readonly Pick<ProfileEdit, 'path' | 'action' | 'lines'>[];
    }
  | {
      readonly changed: boolean;
      /** The values `HKCU\\Environment` gets; `null` where one is removed. */
      readonly registry: Readonly<Record<string, string | null>>;
      readonly kept: readonly string[];
    };

/** What of a plan may be shown: our own lines, and nothing else that stands in a profile. */
export function showVariablesPlan(plan: VariablesPlan): ShownVariablesPlan {
  const { changed } = plan;
  if (plan.kind === 'registry') {
    const values = Object.entries(plan.values).map(([name, value]) => [name, value?.value ?? null] as const);
    return { changed, registry: Object.fromEntries(values), kept: plan.kept };
  }
  return { changed, profiles: plan.edits.map(({ path, action, lines }) => ({ path, action, lines })) };
}
