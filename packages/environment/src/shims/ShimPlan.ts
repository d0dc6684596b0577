/** The settings of `environment.masterBin`. */
export interface ShimSettings {
  /** Folder of the shims, absolute. */
  readonly path: string;
  /** Folders whose commands get a shim, absolute; the first that has a name wins. */
  readonly sources: readonly string[];
  /** Labels of the sources, in their order. */
  readonly priority: readonly string[];
  /** Names of commands that get no shim, with or without their extension. */
  readonly denyList: readonly string[];
  /** Variables every shim sets for its command. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface ShimFile {
  readonly path: string;
  readonly text: string;
}

/** One command that gets a shim. */
export interface ShimCommand {
  readonly name: string;
  /** The file the shim starts. */
  readonly target: string;
  /** Label of the source, or its folder where it has none. */
  readonly source: string;
}

export interface SkippedCommand {
  readonly path: string;
  /**
   * `denied`: on the deny list. `shadowed`: an earlier source has the name. `loop`: it leads back to the shims.
   * `unwritable`: its path cannot be written in a batch file.
   */
  readonly reason: 'denied' | 'shadowed' | 'loop' | 'unwritable';
}

/** What `shims rebuild` does. */
export interface ShimPlan {
  readonly directory: string;
  readonly commands: readonly ShimCommand[];
  readonly skipped: readonly SkippedCommand[];
  /** Sources that cannot be listed. */
  readonly missingSources: readonly string[];
  /** Files to create or to replace. */
  readonly write: readonly ShimFile[];
  /** Shims whose command is gone. */
  readonly remove: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of the user's that are in the way; they stay. */
  readonly blocked: readonly string[];
}
