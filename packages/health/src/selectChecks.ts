import { healthError } from './errors.js';
import type { HealthCheck } from './HealthCheck.js';

export interface CheckSelection {
  /** Only these ids; all when absent or empty. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/**
 * The checks to run, in their own order.
 * @throws AimError `HEALTH_UNKNOWN_CHECK` when an id names no check, so that a typing error never skips silently.
 */
export function selectChecks(
  checks: readonly HealthCheck[],
  { only = [], skip = [] }: CheckSelection,
): readonly HealthCheck[] {
  const known = new Set(checks.map(({ id }) => id));
  const unknown = [...only, ...skip].find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw healthError('HEALTH_UNKNOWN_CHECK', `There is no health check '${unknown}'`, {
      hint: `The checks are: ${[...known].join(', ')}.`,
    });
  }
  return checks.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
}
