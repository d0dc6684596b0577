import { healthError } from './errors.js';
import type { HealthCheck } from './HealthCheck.js';
import type { HealthSettings } from './HealthSettings.js';

export interface CheckSelection {
  /** Only these ids; all when absent or empty. Beats the settings: what is asked for by name is run. */
  readonly only?: readonly string[];
  /** Left out in any case. */
  readonly skip?: readonly string[];
  /** What the configuration skips or switches off. */
  readonly settings?: Pick<HealthSettings, 'enabled' | 'skip'>;
}

/**
 * The checks to run, in their own order.
 * @throws AimError `HEALTH_UNKNOWN_CHECK` when an id names no check, so that a typing error never skips silently.
 */
export function selectChecks(
  checks: readonly HealthCheck[],
  { only = [], skip = [], settings = {} }: CheckSelection,
): readonly HealthCheck[] {
  const known = new Set(checks.map(({ id }) => id));
  const unknown = [...only, ...skip, ...(settings.skip ?? [])].find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw healthError('HEALTH_UNKNOWN_CHECK', `There is no health check '${unknown}'`, {
      hint: `The checks are: ${[...known].join(', ')}.`,
    });
  }
  const wanted = (id: string): boolean =>
    only.length === 0 ? settings.enabled !== false && !settings.skip?.includes(id) : only.includes(id);
  return checks.filter(({ id }) => wanted(id) && !skip.includes(id));
}
