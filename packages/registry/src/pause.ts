import { setTimeout as delay } from 'node:timers/promises';

/** Waits. Rejects when the signal is aborted before or meanwhile. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, { ...(signal && { signal }) });
}
