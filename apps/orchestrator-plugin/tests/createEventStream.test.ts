import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventStream } from '../src/createEventStream.js';

async function collect(events: AsyncIterable<number>, count = Number.POSITIVE_INFINITY): Promise<number[]> {
  const got: number[] = [];
  for await (const event of events) {
    got.push(event);
    if (got.length >= count) break;
  }
  return got;
}

describe('an event stream', () => {
  it('gives every reader all events, those from before it came included, and ends when it is closed', async () => {
    const stream = createEventStream<number>(10);
    stream.publish(1);
    const early = collect(stream);
    stream.publish(2);
    const late = collect(stream);
    await Promise.resolve();
    stream.publish(3);
    stream.close();
    stream.publish(4);
    expect(await early).toEqual([1, 2, 3]);
    expect(await late).toEqual([1, 2, 3]);
    expect(await collect(stream)).toEqual([1, 2, 3]);
  });

  it('keeps the newest events for a reader that is too slow, and lets no other wait for it', async () => {
    const stream = createEventStream<number>(3);
    stream.publish(0);
    const slow = stream[Symbol.asyncIterator]();
    expect(await slow.next()).toEqual({ value: 0, done: false });
    const quick = collect(stream, 2);
    for (let event = 1; event <= 9; event += 1) stream.publish(event);
    expect(await quick).toHaveLength(2);
    const rest: unknown[] = [];
    stream.close();
    for (let next = await slow.next(); !next.done; next = await slow.next()) rest.push(next.value);
    expect(rest).toEqual([7, 8, 9]);
  });

  it('ends for a reader that waits when it is closed', async () => {
    const stream = createEventStream<number>(3);
    const waiting = stream[Symbol.asyncIterator]().next();
    stream.close();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });

  it('gives a late reader exactly the last events, however many there were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer(), { maxLength: 50 }),
        fc.integer({ min: 1, max: 20 }),
        async (all, capacity) => {
          const stream = createEventStream<number>(capacity);
          for (const event of all) stream.publish(event);
          stream.close();
          expect(await collect(stream)).toEqual(all.slice(-capacity));
        },
      ),
    );
  });
});
