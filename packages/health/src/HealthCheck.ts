import type { HealthContext } from './HealthContext.js';

/** `warn` works but wants attention; a check that could not run is never `pass`. */
export type HealthStatus = 'pass' | 'warn' | 'fail';

export interface CheckOutcome {
  readonly status: HealthStatus;
  /** One line that a person can act on. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** The command or step that mends it. */
  readonly fix?: string;
}

/** The context of one run of one check. */
export interface CheckContext extends HealthContext {
  /** Aborted when the check's time is up. */
  readonly signal: AbortSignal;
  /** Notes what the check waits for, to be named if it waits in vain. */
  readonly waitsFor: (what: string) => void;
}

/** One independent question about the machine. */
export interface HealthCheck {
  readonly id: string;
  readonly title: string;
  run(context: CheckContext): CheckOutcome | Promise<CheckOutcome>;
}
