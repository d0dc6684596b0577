import type { AlertEffects, ChannelOutcome } from './AlertChannels.js';
import type { AlertRecord } from './AlertRecord.js';
import { webhookTarget } from './webhookTarget.js';

/**
 * Posts a record. A failure is an outcome. Redirects count as failures: they could lead the record anywhere.
 *
 * @throws AimError ALERT_URL
 */
export async function postWebhook(
  record: AlertRecord,
  webhookUrl: string,
  { fetch, webhookTimeoutMs }: Required<AlertEffects>,
): Promise<ChannelOutcome> {
  const { url, headers, shown } = webhookTarget(webhookUrl);
  const failed = (reason: string): ChannelOutcome => ({ channel: 'webhook', ok: false, reason });
  const signal = AbortSignal.timeout(webhookTimeoutMs);
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(record),
      redirect: 'error',
      signal,
    });
    return ok
      ? { channel: 'webhook', ok }
      : failed(`The webhook at ${shown} answered with status ${status}.`);
  } catch {
    // The error of fetch is left out: it may hold the whole URL.
    if (signal.aborted)
      return failed(`The webhook at ${shown} did not answer within ${webhookTimeoutMs} ms.`);
    return failed(`The webhook at ${shown} could not be reached, or answered with a redirect.`);
  }
}
