import type { AlertChannels, AlertEffects, ChannelOutcome } from './AlertChannels.js';
import { testRecordId } from './AlertRecord.js';
import { makeAlertRecord, type AlertSource } from './makeAlertRecord.js';
import { sendAlert } from './sendAlert.js';

/**
 * What `alerts test` does: sends a test record, `RecordId` -1, to every channel that is set up.
 *
 * @returns an outcome for each channel; none when no channel is set up
 * @throws AimError ALERT_URL
 */
export function testAlert(
  channels: AlertChannels,
  source: AlertSource,
  effects: AlertEffects,
): Promise<readonly ChannelOutcome[]> {
  const record = makeAlertRecord({ path: 'TEST', kind: 'changed' }, testRecordId, source);
  return sendAlert(record, channels, effects);
}
