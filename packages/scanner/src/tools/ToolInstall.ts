/** Who put a tool where it is, as far as that can be told from where it is. */
export type ToolOwner =
  | 'npm'
  | 'pipx'
  | 'uv'
  | 'pip'
  | 'homebrew'
  | 'winget'
  | 'scoop'
  | 'native'
  | 'unknown';

/** What is known of an installation from the files beside it. */
export interface ToolOrigin {
  readonly owner: ToolOwner;
  /** The package's name for its owner. */
  readonly package: string | null;
  readonly version: string | null;
  /** What two files of one installation have in common. */
  readonly root: string;
  /** The command that removes it; `null` when only its path is known. */
  readonly remove: readonly string[] | null;
}

/** One installation of a command. */
export interface ToolInstall {
  /** How it was reached first. */
  readonly path: string;
  readonly real_path: string;
  /** `runs`: the one that `PATH` finds. `shadowed`: a later one in `PATH`. `off_path`: in no folder of `PATH`. */
  readonly status: 'runs' | 'shadowed' | 'off_path';
  readonly owner: ToolOwner;
  readonly package: string | null;
  readonly version: string | null;
  readonly version_source: 'probe' | 'metadata' | null;
  /** Further paths that lead to it. */
  readonly also_at: readonly string[];
  /** Removes it, as an argument list; `null` when nothing is known but its path. */
  readonly remove: readonly string[] | null;
}

/** A command that is installed more than once. */
export interface ToolDuplicate {
  readonly command: string;
  /** The one that runs; `null` when none is in `PATH`. */
  readonly runs: ToolInstall | null;
  readonly others: readonly ToolInstall[];
  /** Two of their versions are known and not the same. */
  readonly versions_differ: boolean;
}
