import { displayText } from '@aim/core';
import { maskCredentials } from './failureExcerpt.js';
import { networkError } from './networkError.js';

/** A URL taken apart into what is requested, what may be shown, and what is sent to log in. */
export interface HttpTarget {
  readonly url: string;
  readonly shown: string;
  readonly authorization?: string;
}

/** @throws AimError `INSTALL_NETWORK` for what is no http or https URL */
export function httpTarget(text: string): HttpTarget {
  const url = parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw networkError(displayText(maskCredentials(text)), 'it is no http or https URL');
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const shown = displayText(`${url.origin}${url.pathname}`);
  if (username === '' && password === '') return { url: url.href, shown };
  const pair = `${decode(username)}:${decode(password)}`;
  return { url: url.href, shown, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
