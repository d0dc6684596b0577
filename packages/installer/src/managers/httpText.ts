import { setTimeout as sleep } from 'node:timers/promises';
import { systemErrorCode } from '@aim/core';
import type { ManagerContext } from '../PackageManager.js';
import { httpFetcher, type HttpFetcher } from './httpFetcher.js';
import { httpTarget, type HttpTarget } from './httpTarget.js';
import { managerError } from './managerErrors.js';
import { networkError } from './networkError.js';

export interface HttpText {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

export interface HttpRequest {
  /** May carry a user and a password, which are sent as such and never shown. */
  readonly url: string;
  readonly accept: string;
  /** Bytes read at most. 50 MB when absent. */
  readonly maxBytes?: number;
}

const attempts = 3;

/**
 * Fetches a text. Tries up to three times when the server is overloaded or the connection breaks, within the
 * context's timeout altogether. An HTTP status below 500 other than 429 is a result.
 *
 * @throws AimError `INSTALL_NETWORK`, `INSTALL_TIMEOUT`, `INSTALL_ABORTED`
 */
export async function httpText(request: HttpRequest, context: ManagerContext): Promise<HttpText> {
  const target = httpTarget(request.url);
  const deadline = AbortSignal.timeout(context.timeoutMs);
  const signal = context.signal === undefined ? deadline : AbortSignal.any([deadline, context.signal]);
  const fetcher = await httpFetcher(context);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await tryOnce({ ...request, target, signal, fetcher });
      if (context.signal?.aborted === true) throw aborted(target.shown);
      if (deadline.aborted) throw timedOut(target.shown, context.timeoutMs);
      if (!('why' in answer)) return answer;
      if (attempt === attempts || answer.final) throw networkError(target.shown, answer.why, answer.cause);
      // An abort ends the pause and is seen by the next attempt.
      await sleep(250 * 2 ** attempt, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await fetcher.close();
  }
}

interface Trial extends HttpRequest {
  readonly target: HttpTarget;
  readonly signal: AbortSignal;
  readonly fetcher: HttpFetcher;
}

interface Failure {
  readonly why: string;
  /** Whether another attempt would end the same. */
  readonly final: boolean;
  readonly cause?: unknown;
}

async function tryOnce({
  accept,
  maxBytes = 50_000_000,
  target,
  signal,
  fetcher,
}: Trial): Promise<HttpText | Failure> {
  const { url, authorization } = target;
  try {
    const headers = { accept, 'user-agent': 'aim', ...(authorization !== undefined && { authorization }) };
    const response = await fetcher.send(url, { headers, signal });
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > maxBytes) return { why: `its answer is longer than ${maxBytes} bytes`, final: true };
      chunks.push(chunk);
    }
    const { status } = response;
    if (status === 429 || status >= 500) return { why: `it answered with status ${status}`, final: false };
    const contentType = response.headers.get('content-type') ?? '';
    return { status, contentType, text: Buffer.concat(chunks).toString('utf8') };
  } catch (cause) {
    return { why: reason(cause), final: false, cause };
  }
}

/** Only the code: the text of these errors may hold the whole URL. */
function reason(error: unknown): string {
  const inner = systemErrorCode(error instanceof Error ? error.cause : undefined);
  const code = inner === 'UNKNOWN' ? systemErrorCode(error) : inner;
  return code === 'UNKNOWN' ? 'the connection failed' : code;
}

function timedOut(url: string, timeoutMs: number) {
  return managerError('INSTALL_TIMEOUT', `${url} did not answer within ${Math.ceil(timeoutMs / 1000)} s.`, {
    hint: 'Check the connection and the proxy variables, or allow more time, then run the command again.',
  });
}

function aborted(url: string) {
  return managerError('INSTALL_ABORTED', `Reading ${url} was stopped.`, {
    hint: 'Run the command again to go on.',
  });
}
