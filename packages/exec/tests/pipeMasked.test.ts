import { PassThrough, Writable } from 'node:stream';
import { createMasker } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { pipeMasked } from '../src/pipeMasked.js';

const secret = 'sk-0123456789';
const mask = () => createMasker([secret]).stream();

describe('pipeMasked', () => {
  it('passes bytes on, a split secret masked, and writes at the end what was held back', async () => {
    const source = new PassThrough();
    const writer = new PassThrough();
    const pipe = pipeMasked(source, writer, mask());
    source.write(`a ${secret.slice(0, 5)}`);
    source.write(`${secret.slice(5)} b`);
    source.end(' sk-0');
    for await (const chunk of source) void chunk;
    expect(await pipe.finish()).toBeUndefined();
    expect((writer.read() as Buffer).toString()).toBe('a *** b sk-0');
    expect(writer.listenerCount('error')).toBe(0);
  });

  it('reads no faster than the writer takes', async () => {
    const source = new PassThrough();
    const taken: Array<() => void> = [];
    const writer = new Writable({
      highWaterMark: 10,
      write: (_chunk, _encoding, done) => void taken.push(done),
    });
    pipeMasked(source, writer, mask());
    source.write('x'.repeat(100));
    await new Promise(setImmediate);
    expect(source.isPaused()).toBe(true);
    taken.shift()?.();
    await new Promise(setImmediate);
    expect(source.isPaused()).toBe(false);
  });

  it('closes the source when the writer fails, and says why', async () => {
    const source = new PassThrough();
    const failure = Object.assign(new Error('no'), { code: 'ENOSPC' });
    const writer = new Writable({ write: (_chunk, _encoding, done) => done(failure) });
    const pipe = pipeMasked(source, writer, mask());
    source.write('x');
    await new Promise((resolve) => source.once('close', resolve));
    expect(await pipe.finish()).toBe('ENOSPC');
  });

  it('says why the last write failed', async () => {
    const failure = Object.assign(new Error('no'), { code: 'EPIPE' });
    const writer = new Writable({ write: (_chunk, _encoding, done) => done(failure) });
    expect(await pipeMasked(new PassThrough(), writer, mask()).finish()).toBe('EPIPE');
  });

  it('survives a source that breaks', () => {
    const source = new PassThrough();
    pipeMasked(source, new PassThrough(), mask());
    expect(() => source.emit('error', new Error('ECONNRESET'))).not.toThrow();
  });
});
