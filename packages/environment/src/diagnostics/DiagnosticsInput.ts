/** What a bundle is made of. */
export interface DiagnosticsInput {
  /** The version of the product. */
  readonly version: string;
  /** The report of the last or a new health check. */
  readonly health: unknown;
  /** The effective config. */
  readonly config: unknown;
  /** The last audit events, newest first; no more than 100 are counted and 5 shown. */
  readonly auditEntries: readonly unknown[];
  /** Log files whose last 64 KiB are shown; absolute. */
  readonly logFiles: readonly string[];
  /** The values of all stored secrets. Those shorter than 4 characters cannot be told from other text. */
  readonly secrets: readonly string[];
  /** `environment.observability.redaction`. Off, only known secret values are left out. */
  readonly redaction: { readonly enabled: boolean; readonly sensitivePatterns: readonly string[] };
}

/** The facts of the machine. */
export interface DiagnosticsEffects {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly hostname: string;
  readonly username: string;
  /** Name and release of the operating system. */
  readonly os: string;
  readonly nodeVersion: string;
  /** ms since the epoch. */
  readonly now: () => number;
}
