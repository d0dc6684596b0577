import type { ManagerId } from '../PackageManager.js';

export const stepActions = [
  'install',
  'upgrade',
  'downgrade',
  'change',
  'reinstall',
  'remove',
  'keep',
] as const;

/** `change`: to another version of which nobody can say whether it is newer. */
export type StepAction = (typeof stepActions)[number];

/** One package and what happens to it. */
export interface InstallStep {
  readonly action: StepAction;
  readonly manager: ManagerId;
  readonly name: string;
  /** The version that is there now. */
  readonly from?: string;
  /** The version that will be there; absent only for `remove`. */
  readonly to?: string;
  /** Where the package lives: with `aim`, in the user's own place (it is only ever kept there), on the machine. */
  readonly source: 'aim' | 'user' | 'system';
  /** The other version that the user's own manager holds, beside which `aim` keeps its own. */
  readonly userVersion?: string;
  /** The hashes it is held to. */
  readonly integrity?: readonly string[];
  /** Why it must not be installed: one sentence. Carried out, the step fails. */
  readonly refused?: string;
  /** The hashes the registry names for `to`. */
  readonly published?: readonly string[];
  readonly tool?: string;
  readonly pinned?: boolean;
  readonly reason?: string;
}

/** Of these the first that installs is taken, and the others are left alone. */
export interface InstallGroup {
  readonly name: string;
  readonly alternatives: readonly InstallStep[];
}

/** A manager that is not on this machine, and what has to wait for it. */
export interface BlockedManager {
  readonly manager: ManagerId;
  readonly packages: readonly string[];
  /** The command line that gets it. */
  readonly howToGet: string;
}

export interface UnresolvedPackage {
  readonly manager: ManagerId;
  readonly name: string;
  readonly reason: string;
}

/** A release that is too young to be installed; passed through for people to read. */
export interface HeldBackRelease {
  readonly manager: ManagerId;
  readonly name: string;
  readonly version: string;
  /** In ms since the epoch: when it may be installed. */
  readonly until?: number;
  /** The version taken instead. */
  readonly instead?: string;
}

/** What `applyInstall` does, and what a dry run shows. */
export interface InstallPlan {
  /** The generation it was made from; absent before the first one. */
  readonly base?: number;
  readonly steps: readonly InstallStep[];
  readonly groups: readonly InstallGroup[];
  readonly blocked: readonly BlockedManager[];
  readonly unresolved: readonly UnresolvedPackage[];
  readonly heldBack: readonly HeldBackRelease[];
  readonly notes: readonly string[];
}

/** Whether a plan changes nothing on this machine. */
export function changesNothing(plan: Pick<InstallPlan, 'steps' | 'groups'>): boolean {
  return plan.groups.length === 0 && plan.steps.every(({ action }) => action === 'keep');
}
