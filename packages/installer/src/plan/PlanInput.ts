import type { InstalledPackage, ManagerId, Release } from '../PackageManager.js';
import type { Generation } from '../store/Generation.js';
import type { HeldBackRelease } from './InstallPlan.js';

/** A package that shall be there. */
export interface WantedPackage {
  readonly manager: ManagerId;
  readonly name: string;
  /** The exact version; absent where none could be found out, and then whatever is there is kept. */
  readonly version?: string;
  /** The hashes of a lock file. */
  readonly integrity?: readonly string[];
  /** Why it must not be installed, though it can be had: one sentence. */
  readonly refused?: string;
  /** Of the packages with the same group the first that installs is taken. */
  readonly group?: string;
  /** The registry's id of the tool it provides. */
  readonly tool?: string;
  readonly pinned?: boolean;
  /** Why this version, for people to read. */
  readonly reason?: string;
}

export interface PackageReference {
  /** All managers when absent. */
  readonly manager?: ManagerId;
  readonly name: string;
}

/** What a plan has to know of a manager. */
export interface ManagerFacts {
  readonly id: ManagerId;
  readonly placement: 'directory' | 'system';
  readonly available: boolean;
  readonly howToGet: string;
}

/** Negative when `a` is the older version, 0 when they are the same one, undefined when nobody can say. */
export type VersionComparison = (manager: ManagerId, a: string, b: string) => number | undefined;

export interface PlanInput {
  readonly wanted: readonly WantedPackage[];
  /** The generation in use. */
  readonly current: Generation | undefined;
  /** What each manager holds in its own usual place. */
  readonly user: ReadonlyMap<ManagerId, readonly InstalledPackage[]>;
  readonly managers: readonly ManagerFacts[];
  readonly compare: VersionComparison;
  /** Per package (see `packageKey`) what its registry lists, as far as it was asked. */
  readonly releases?: ReadonlyMap<string, readonly Release[]>;
  readonly heldBack?: readonly HeldBackRelease[];
  readonly remove?: readonly PackageReference[];
  /** Wanted packages to install anew although they are there. */
  readonly reinstall?: readonly PackageReference[];
}
