import type { Readable } from 'node:stream';

export interface DrainLimits {
  /** ms that someone who still holds a pipe is waited for. */
  readonly holdMs?: number;
  /** Bytes read after that; no system keeps more in a pipe, so what follows is new and not the child's. */
  readonly bytes?: number;
}

/**
 * Waits after a child's exit until its pipes are read to their end, then closes them. A descendant that keeps a pipe
 * open is waited for only `holdMs`, but what the child itself had written is never lost: as long as data arrives, or
 * waits for a slow reader, the pipe is not yet empty.
 */
export async function drainAfterExit(
  streams: readonly Readable[],
  { holdMs = 250, bytes = 1024 * 1024 }: DrainLimits = {},
): Promise<void> {
  const open = streams.filter(isOpen);
  if (open.length > 0) await endedOrQuiet(open, holdMs, bytes);
  for (const stream of streams) stream.destroy();
}

function endedOrQuiet(streams: readonly Readable[], holdMs: number, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    let received = 0;
    let before = -1;
    let timer: NodeJS.Timeout;
    const count = (chunk: Uint8Array): void => void (received += chunk.length);
    const finish = (): void => {
      clearTimeout(timer);
      for (const stream of streams) stream.off('data', count).off('close', check).off('end', check);
      resolve();
    };
    const check = (): void => {
      if (!streams.some(isOpen)) finish();
    };
    // A blocked event loop makes the timer late. It comes before pending data, so quiet means: nothing in a whole turn.
    const look = (): void => {
      const quiet = received === before && !streams.some((stream) => isOpen(stream) && stream.isPaused());
      if (quiet || received > bytes) return finish();
      before = received;
      timer = setTimeout(look, 10);
    };
    timer = setTimeout(() => {
      received = 0;
      look();
    }, holdMs);
    for (const stream of streams) stream.on('data', count).on('close', check).on('end', check);
  });
}

function isOpen(stream: Readable): boolean {
  return !stream.readableEnded && !stream.destroyed;
}
