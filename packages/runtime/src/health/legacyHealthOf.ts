import { legacyHealthReport, type HealthReport, type LegacyHealthReport } from '@aim/health';
import type { Settings } from '../loadSettings.js';
import { rememberVersions } from '../rememberVersions.js';
import { healthSettings } from './checkHealth.js';
import { healthContext } from './healthContext.js';

/** A report in the shape of AI_MANGER's `health.json`. */
export function legacyHealthOf(
  settings: Settings,
  report: HealthReport,
  workstream?: string,
): Promise<LegacyHealthReport> {
  const wanted = healthSettings(settings, workstream);
  return legacyHealthReport(
    report,
    healthContext(settings, wanted, rememberVersions(settings)),
    settings.env,
  );
}
