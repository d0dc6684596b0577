/** A bundle, in the older system's shape; new fields may be added. */
export interface DiagnosticsDocument {
  readonly Meta: { readonly Collected: string; readonly Version: string };
  readonly System: Readonly<Record<string, unknown>>;
  readonly Environment: unknown;
  readonly Health: unknown;
  readonly Config: unknown;
  /** The last lines of each log by its path; `null` when it cannot be read. */
  readonly Logs: unknown;
  readonly Audit: { readonly LastEntries: number; readonly Sample: unknown };
}

export interface DiagnosticsBundle {
  /** `diagnostics-yyyyMMdd-HHmmss.json`, in UTC. */
  readonly fileName: string;
  /** The document as JSON, without secrets. */
  readonly text: string;
}
