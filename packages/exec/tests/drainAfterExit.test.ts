import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { drainAfterExit } from '../src/drainAfterExit.js';

function source() {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

describe('drainAfterExit', () => {
  it('waits for nothing when everything is read', async () => {
    const { stream } = source();
    stream.end();
    await drainAfterExit([stream], { holdMs: 1_000_000 });
    await drainAfterExit([stream], { holdMs: 1_000_000 });
    expect(stream.destroyed).toBe(true);
  });

  it('closes a pipe that someone still holds', async () => {
    const { stream, text } = source();
    stream.write('before');
    await drainAfterExit([stream], { holdMs: 5 });
    expect(stream.destroyed).toBe(true);
    expect(text()).toBe('before');
  });

  it('reads on while data arrives', async () => {
    const { stream, text } = source();
    const writing = (async () => {
      for (let i = 0; i < 5; i += 1) {
        stream.write('x');
        await sleep(4);
      }
      stream.end('end');
    })();
    await drainAfterExit([stream], { holdMs: 1 });
    await writing;
    expect(text()).toBe('xxxxxend');
  });

  it('waits for a reader that is slower than the hold', async () => {
    const { stream, text } = source();
    stream.pause();
    stream.end('late');
    const drained = drainAfterExit([stream], { holdMs: 1 });
    await sleep(50);
    stream.resume();
    await drained;
    expect(text()).toBe('late');
  });

  it('does not follow a descendant that never stops writing', async () => {
    const { stream } = source();
    const timer = setInterval(() => stream.writable && stream.write(Buffer.alloc(1000)), 1);
    await drainAfterExit([stream], { holdMs: 1, bytes: 10_000 });
    clearInterval(timer);
    expect(stream.destroyed).toBe(true);
  });
});
