import type { AuditEvent } from '@aim/core';
import type { HealthReport } from '@aim/health';
import type { CapabilityResult, DetectedTool, InvocationRequest, ToolEnvironment } from '@aim/registry';
import type { VersionStanding } from '@aim/runtime';
import type { PassphrasePurpose } from '@aim/secrets';
import type { AimEvent } from './AimEvent.js';
import type { PreflightOptions } from './runPreflight.js';
import type { PreflightWorkstream } from './workstreamSettings.js';

export interface AimPluginOptions {
  /** Configuration file in place of the project's own; relative paths start at `cwd`. */
  readonly config?: string;
  /** Where the project is looked for and where tools run; the process's own when absent, as with all of these. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
  readonly platform?: NodeJS.Platform;
  /** Id that all records of this plugin carry; `AIM_RUN_ID` of the environment, else a new one. */
  readonly runId?: string;
  /** The workstream of whatever is not told otherwise. */
  readonly workstream?: string;
  /** Added to the details of every record, such as the name of a job. Must hold no secret. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Asked when the vault needs its passphrase; `AIM_PASSPHRASE` of the environment when absent. */
  readonly passphrase?: (purpose: PassphrasePurpose) => Promise<string>;
  /** Events that are kept for those who follow them; 1000 when absent. */
  readonly eventBuffer?: number;
  /** Ends what is running. */
  readonly signal?: AbortSignal;
}

export interface StepOptions {
  /** Id of the workstream that the records are to name. */
  readonly workstream?: string;
}

/** What a child is given: its whole environment, and the values in it that must never be shown. */
export type EnvironmentRequest =
  /** Id of a configured tool, which gets the secrets it may see. */
  | string
  /** These secrets and no other. */
  | { readonly secrets: readonly string[] };

/** Preflight, secrets, routing and audit around the steps of one run. */
export interface AimPlugin {
  readonly runId: string;
  /** What happens in this run, from the oldest event that is kept on, until the plugin is closed. */
  readonly events: AsyncIterable<AimEvent>;
  /**
   * Runs the health checks, with the workstream's own requirements, and records the verdict. A version that differs
   * from its pin is a warning in the report.
   * @throws AimError `PREFLIGHT_FAILED` with the report in `details.report`, unless `override` gives a reason.
   */
  preflight(workstream?: string | PreflightWorkstream, options?: PreflightOptions): Promise<HealthReport>;
  /**
   * The whole environment for a child, its secrets among it. Which secrets the vault gives out is on disk before they
   * are returned. `mask` holds their values: keep them out of whatever the child prints.
   * @throws AimError `TOOL_UNKNOWN`, `TASK_SECRET_MISSING`, and what the vault and the log report.
   */
  envFor(child: EnvironmentRequest, options?: StepOptions): Promise<ToolEnvironment>;
  /** Finds the configured tools. Starts nothing. */
  detect(): readonly DetectedTool[];
  /**
   * Compares what is installed with what is pinned and locked.
   * @throws AimError of `@aim/versions` for pins or a lock that say nothing.
   */
  validateVersions(): Promise<Pick<VersionStanding, 'report' | 'warnings'>>;
  /**
   * Has a capability done by the first tool that can. What tools do, a failure included, is a result.
   * @throws AimError when the vault or the audit log cannot be used.
   */
  invoke(
    request: InvocationRequest,
    options?: StepOptions & { readonly signal?: AbortSignal },
  ): Promise<CapabilityResult>;
  /** Records an event of the caller's own, with the run's ids. Resolves once it is on disk. */
  record(event: AuditEvent, options?: StepOptions): Promise<void>;
  /** Ends what is running, and the events. */
  close(): Promise<void>;
}
