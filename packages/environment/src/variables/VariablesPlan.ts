import type { ProfileEdit } from './ProfileEdit.js';
import type { RegistryPlan } from './RegistryPlan.js';

export interface ProfilesPlan {
  readonly kind: 'profiles';
  readonly edits: readonly ProfileEdit[];
  readonly changed: boolean;
}

/** What `env apply` or `env remove` does. */
export type VariablesPlan = ProfilesPlan | RegistryPlan;
