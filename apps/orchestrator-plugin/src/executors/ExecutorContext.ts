/** What Nx tells an executor; the parts that are used here. */
export interface ExecutorContext {
  /** The workspace root. */
  readonly root: string;
  readonly projectName?: string;
  readonly targetName?: string;
  readonly configurationName?: string;
}

/** What all executors of this package take. */
export interface ExecutorOptions {
  readonly workstream?: string;
  readonly config?: string;
}
