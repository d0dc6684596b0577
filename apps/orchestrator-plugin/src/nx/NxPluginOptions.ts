/** What nx.json says under `options` of this plugin. */
export interface NxPluginOptions {
  /** Configuration file in place of the project's own, relative to the workspace root. */
  readonly config?: string;
  /** Id of the workstream whose own requirements count too, and that the records name. */
  readonly workstream?: string;
  /** Ids of the only health checks to run, or of those to leave out. */
  readonly checks?: { readonly only?: readonly string[]; readonly skip?: readonly string[] };
  /** The secrets that all tasks get; none sees any other. */
  readonly secrets?: readonly string[];
  /** Why runs are to go on although a check failed. `AIM_PREFLIGHT_OVERRIDE` says it for one run. */
  readonly override?: string;
  /** Leaves `AIM_PASSPHRASE` to the tasks, for executors of this package that open the vault themselves. */
  readonly inheritPassphrase?: boolean;
}
