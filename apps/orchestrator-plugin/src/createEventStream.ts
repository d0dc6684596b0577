/** A bounded record of events that any number of readers follow, each at its own pace. */
export interface EventStream<Event> extends AsyncIterable<Event> {
  publish(event: Event): void;
  /** Readers get what is still in the buffer, and then end. */
  close(): void;
}

/**
 * Makes a stream that keeps the last `capacity` events. A reader begins with the oldest that is kept, so that whoever
 * comes late still learns what happened; one that falls further behind than the buffer reaches misses events, and
 * never holds up the others.
 */
export function createEventStream<Event>(capacity: number): EventStream<Event> {
  const kept: Event[] = [];
  /** Position of the first kept event among all. */
  let first = 0;
  let closed = false;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  return {
    publish(event) {
      if (closed) return;
      kept.push(event);
      if (kept.length > capacity) {
        kept.shift();
        first += 1;
      }
      wake();
    },
    close() {
      closed = true;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (let next = first; ; next += 1) {
        while (next >= first + kept.length) {
          if (closed) return;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        next = Math.max(next, first);
        const event = kept[next - first];
        if (event !== undefined) yield event;
      }
    },
  };
}
