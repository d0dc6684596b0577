import type { AlertChannel, AlertChannels, AlertEffects, ChannelOutcome } from './AlertChannels.js';
import { alertEffects } from './alertEffects.js';
import type { AlertRecord } from './AlertRecord.js';
import { notifyDesktop } from './notifyDesktop.js';
import { postWebhook } from './postWebhook.js';
import { recordAlert } from './recordAlert.js';

/**
 * Sends a record to every channel that is set up, or to those of `only`. The record is on disk before anyone is told;
 * a channel that fails does not keep the others from being tried.
 *
 * @throws AimError ALERT_URL
 */
export async function sendAlert(
  record: AlertRecord,
  channels: AlertChannels,
  given: AlertEffects,
  only?: readonly AlertChannel[],
): Promise<readonly ChannelOutcome[]> {
  const effects = alertEffects(given);
  const wanted = (channel: AlertChannel): boolean => only === undefined || only.includes(channel);
  const { writeJson, toast, webhookUrl } = channels;
  const written = writeJson !== '' && wanted('file') ? [recordAlert(record, writeJson, effects)] : [];
  const told = [
    ...(toast && wanted('desktop') ? [notifyDesktop(record, effects)] : []),
    ...(webhookUrl !== '' && wanted('webhook') ? [postWebhook(record, webhookUrl, effects)] : []),
  ];
  return [...written, ...(await Promise.all(told))];
}
