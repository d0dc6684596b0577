/** Why a run is ended before its child ends by itself. */
export type StopReason = 'timeout' | 'abort';

/** The one reason, the first that comes up, to end a run. */
export interface StopRequest {
  readonly reason: StopReason | undefined;
  readonly stopped: Promise<StopReason>;
  /** Starts the clock. */
  startTimer(timeoutMs: number): void;
  stop(reason: StopReason): void;
  /** From now on nothing stops the run. */
  close(): void;
}

/** Node fires a longer timer at once. */
const longestTimerMs = 2_147_483_647;

export function createStopRequest(signal: AbortSignal | undefined): StopRequest {
  let timer: NodeJS.Timeout | undefined;
  let reason: StopReason | undefined;
  let closed = false;
  let settle: (reason: StopReason) => void = () => undefined;
  const stopped = new Promise<StopReason>((resolve) => (settle = resolve));
  const stop = (why: StopReason): void => {
    if (closed || reason !== undefined) return;
    reason = why;
    settle(why);
  };
  const onAbort = (): void => stop('abort');
  if (signal?.aborted) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  return {
    get reason() {
      return reason;
    },
    stopped,
    stop,
    startTimer(timeoutMs) {
      timer = setTimeout(() => stop('timeout'), Math.min(timeoutMs, longestTimerMs));
    },
    close() {
      closed = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}
