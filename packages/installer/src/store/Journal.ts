import type { InstallStep } from '../plan/InstallPlan.js';
import type { ManagerId } from '../PackageManager.js';
import type { GenerationPackage } from './Generation.js';
import type { ProcessIdentity } from './processIdentity.js';

/** One call of a directory manager, into a directory of its own. */
export interface DirectoryTask {
  readonly kind: 'directory';
  readonly manager: ManagerId;
  /** Relative to the tools' root, with `/`. */
  readonly directory: string;
  readonly steps: readonly InstallStep[];
  /** One of several alternatives of which the first that installs is taken. */
  readonly group?: string;
}

/** One package of a system manager. */
export interface SystemTask {
  readonly kind: 'system';
  readonly manager: ManagerId;
  readonly steps: readonly [InstallStep];
  /** The version that was there before; absent when there was none. */
  readonly previous?: string;
  readonly group?: string;
}

export type Task = DirectoryTask | SystemTask;

/** Everything that is needed to complete an installation, or to undo it, at any later time. */
export interface Journal {
  readonly format: 1;
  readonly kind: 'install' | 'rollback';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly writer: ProcessIdentity;
  /** Undoing has begun. */
  readonly undoing: boolean;
  /** One failure undoes everything; otherwise what succeeded is kept. */
  readonly rollback: boolean;
  /** The generation in use before; absent before the first one. */
  readonly base?: number;
  /** The generation to make. */
  readonly target: number;
  /** For a rollback: the generation whose content is taken over. */
  readonly origin?: number;
  /** What the new generation holds where no task changes it. */
  readonly packages: readonly GenerationPackage[];
  /** What leaves by not being in the new generation, so that no task is needed for it. */
  readonly removed: readonly InstallStep[];
  /** Alternatives of a group stand in their order. */
  readonly tasks: readonly Task[];
  /** The document that the follower keeps true. */
  readonly follows?: string;
  /** What that document is restored from; there once it may have been changed. */
  readonly saved?: string;
}
