import { PassThrough } from 'node:stream';
import { createMasker } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { pipeMasked } from '../src/pipeMasked.js';
import { collector } from './support/collector.js';

const secret = 'sk-0123456789';
const mask = () => createMasker([secret]).stream();
const failing = (code: string) => ({
  write: () => {
    throw Object.assign(new Error('no'), { code });
  },
});

describe('pipeMasked', () => {
  it('passes bytes on, a split secret masked, and writes at the end what was held back', async () => {
    const source = new PassThrough();
    const target = collector();
    const pipe = pipeMasked(source, target, mask());
    source.write(`a ${secret.slice(0, 5)}`);
    source.write(`${secret.slice(5)} b`);
    source.end(' sk-0');
    for await (const chunk of source) void chunk;
    expect(pipe.finish()).toBeUndefined();
    expect(target.text()).toBe('a *** b sk-0');
  });

  it('closes the source when the target fails, and says why', async () => {
    const source = new PassThrough();
    const pipe = pipeMasked(source, failing('ENOSPC'), mask());
    source.write('x');
    await new Promise((resolve) => source.once('close', resolve));
    expect(pipe.finish()).toBe('ENOSPC');
  });

  it('says why the last write failed', () => {
    const source = new PassThrough();
    const pipe = pipeMasked(source, failing('EPIPE'), mask());
    source.emit('data', Buffer.from('sk-'));
    expect(pipe.finish()).toBe('EPIPE');
  });

  it('survives a source that breaks', () => {
    const source = new PassThrough();
    pipeMasked(source, collector(), mask());
    expect(() => source.emit('error', new Error('ECONNRESET'))).not.toThrow();
  });
});
