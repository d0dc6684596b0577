import type { HealthReport } from '@aim/health';
import type { Settings } from '../loadSettings.js';
import { checkHealth, type HealthRequest } from './checkHealth.js';
import { preflightReport } from './preflightReport.js';

/** Nobody looks on, and a busy machine is no reason to refuse work that takes longer than all the checks. */
const patienceMs = 15_000;

/**
 * The health checks as a preflight: with more patience than `aim health check` has, and read as {@link preflightReport}
 * reads them.
 * @throws AimError as {@link checkHealth}.
 */
export async function checkBeforeWork(
  settings: Settings,
  request: Omit<HealthRequest, 'patienceMs'>,
): Promise<HealthReport> {
  return preflightReport(await checkHealth(settings, { ...request, patienceMs }));
}
