import type { ManagerContext } from '../PackageManager.js';
import { contextVariable } from './contextVariable.js';

interface Response {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface HttpFetcher {
  readonly send: (
    url: string,
    init: { readonly headers: Record<string, string>; readonly signal: AbortSignal },
  ) => Promise<Response>;
  /** Gives up the connections. */
  readonly close: () => Promise<void>;
}

/**
 * Sends requests through the proxy that the context's environment names, if any. Node's own fetch obeys these
 * variables only from version 24 on, so a proxy needs the library that fetch is made of.
 */
export async function httpFetcher(context: ManagerContext): Promise<HttpFetcher> {
  const [http, https, all, noProxy] = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].map(
    (name) => contextVariable(context, name) ?? contextVariable(context, name.toUpperCase()),
  );
  const [httpProxy, httpsProxy] = [http ?? all, https ?? all];
  if (httpProxy === undefined && httpsProxy === undefined) {
    return { send: fetch, close: () => Promise.resolve() };
  }
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import('undici');
  // An empty text keeps the agent from reading the variables of this process.
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    noProxy: noProxy ?? '',
  });
  return {
    send: (url, init) => fetchThrough(url, { ...init, dispatcher }),
    close: () => dispatcher.close(),
  };
}
