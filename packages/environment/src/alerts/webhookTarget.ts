import { environmentError } from '../errors.js';

export interface WebhookTarget {
  /** Without userinfo, which `fetch` refuses. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Scheme and host: what may be shown. The path of a webhook is often its password. */
  readonly shown: string;
}

/**
 * Reads the URL of a webhook; a name and password in it become a header.
 *
 * @throws AimError ALERT_URL, without the URL
 */
export function webhookTarget(text: string): WebhookTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw environmentError('ALERT_URL', 'The URL of the webhook is not an http or https URL.', {
      hint: 'Correct environment.auditAlert.notify.webhookUrl.',
    });
  }
  const userinfo = `${decoded(url.username)}:${decoded(url.password)}`;
  const headers =
    userinfo === ':' ? {} : { authorization: `Basic ${Buffer.from(userinfo).toString('base64')}` };
  url.username = '';
  url.password = '';
  return { url: url.href, headers, shown: url.origin };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
