/** When a job runs. `continuous`: always, from login on. */
export type JobTiming =
  | { readonly kind: 'periodic'; readonly minutes: number }
  | { readonly kind: 'continuous' };

/** A program that the system starts by itself, for this user. */
export interface ScheduledJob {
  /** Letters, digits, dots, underscores and hyphens; names the units, the agent or the task. */
  readonly name: string;
  readonly description: string;
  /** The program, absolute, and its arguments. */
  readonly command: readonly [program: string, ...args: readonly string[]];
  readonly timing: JobTiming;
  /** Variables the job needs, such as PATH. They are written to disk: no secret goes here. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit codes other than 0 that are no failure, so that the job is not started again because of them. */
  readonly successCodes?: readonly number[];
}

/** A periodic run is ended after this many minutes. */
export const jobLimitMinutes = 10;

/** How often a failed run is started again. */
export const jobRestarts = 3;
