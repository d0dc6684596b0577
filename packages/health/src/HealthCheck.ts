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

/** One independent question about the machine. */
export interface HealthCheck {
  readonly id: string;
  readonly title: string;
  run(context: HealthContext): CheckOutcome | Promise<CheckOutcome>;
}
