import type { AuditSink } from '@aim/core';
import { testAlert, type ChannelOutcome } from '@aim/environment';
import type { Settings } from '../loadSettings.js';
import { alertSettings, alertSource, requireChannel } from './alertSettings.js';
import { operationEffects } from './operationEffects.js';
import { recordChange } from './recordChange.js';

/**
 * Sends a test alert to every channel that is set up, and records to which.
 * @throws AimError `ALERTS_NO_CHANNEL`, `ALERT_URL`, and what the log reports.
 */
export async function testAlerts(
  settings: Settings,
  { audit }: { readonly audit: AuditSink },
): Promise<readonly ChannelOutcome[]> {
  const wanted = alertSettings(settings);
  requireChannel(wanted);
  const outcomes = await testAlert(wanted.channels, alertSource(), operationEffects(settings));
  await recordChange(audit, 'alerts test', {
    channels: outcomes.map(({ channel, ok }) => ({ channel, ok })),
  });
  return outcomes;
}
