/** What the older bridge's functions answer. */
export interface BridgeResult {
  readonly success: boolean;
  readonly message: string;
  /** The adapter's own facts; after a failure of all tools `{attempts: [[tool, result], …]}`. */
  readonly content: unknown;
}

/** One tool that was tried, and its result. */
export type BridgeAttempt = readonly [tool: string, result: BridgeResult];
