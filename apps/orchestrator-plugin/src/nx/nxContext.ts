/** What Nx tells its hooks; the parts that are used here. */
export interface NxRunContext {
  readonly id: string;
  readonly workspaceRoot: string;
}

/** How one task ended, as Nx tells it. */
export interface NxTaskResult {
  readonly task: { readonly id: string; readonly hash?: string };
  readonly status: string;
}

export interface NxFinishedContext extends NxRunContext {
  readonly taskResults: Readonly<Record<string, NxTaskResult>>;
  readonly nxJsonConfiguration: { readonly cacheDirectory?: string };
  /** ms since the epoch. */
  readonly startTime: number;
  readonly endTime: number;
}
