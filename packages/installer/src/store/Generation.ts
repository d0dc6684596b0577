import type { ManagerId } from '../PackageManager.js';

/** One package of a generation. */
export interface GenerationPackage {
  readonly manager: ManagerId;
  readonly name: string;
  readonly version: string;
  /** The hashes it was held to, or that the registry named; empty when neither is known. */
  readonly integrity: readonly string[];
  /** Its place in the store, relative to the tools' root with `/`; absent for what a system manager holds. */
  readonly directory?: string;
  /** Command name → path relative to the directory, with `/`. */
  readonly commands: Readonly<Record<string, string>>;
  /** The registry's id of the tool it provides. */
  readonly tool?: string;
  readonly pinned?: boolean;
  /** Lives in the one place of a system manager. */
  readonly system?: true;
  /** What a system manager held before this entry was made; absent when it held nothing. */
  readonly previous?: string;
  /** ISO 8601, UTC. */
  readonly installedAt: string;
}

/** The whole environment at one time. Never changed after it was written. */
export interface Generation {
  readonly format: 1;
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** The generation it returned to, for one made by a rollback. */
  readonly origin?: number;
  /** In order of precedence: the first package that offers a command has it. */
  readonly packages: readonly GenerationPackage[];
}
