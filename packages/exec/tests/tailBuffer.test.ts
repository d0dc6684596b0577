import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTailBuffer, type TailBuffer } from '../src/tailBuffer.js';

const taken = (tail: TailBuffer) => Buffer.concat([...tail.take()]);

describe('createTailBuffer', () => {
  it('keeps exactly the last bytes, in whatever pieces they come', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 150_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 200_000 }), (pieces, limit) => {
        const total = pieces.reduce((sum, size) => sum + size, 0);
        const all = Buffer.alloc(total, 'abcdefghijklmnopqrstuvwxyz0123456789-');
        const tail = createTailBuffer(limit);
        let offset = 0;
        for (const size of pieces) tail.append(all.subarray(offset, (offset += size)));
        const expected = limit === 0 ? Buffer.alloc(0) : all.subarray(-limit);
        expect(taken(tail).equals(expected)).toBe(true);
        expect(tail.truncated).toBe(total > limit);
      }),
      { numRuns: 60 },
    );
  });

  it('does not begin in the middle of a character', () => {
    const tail = createTailBuffer(5);
    tail.append(Buffer.from('xx€€'));
    expect(taken(tail).toString()).toBe('€');
  });

  it('keeps bytes that are no text as they are', () => {
    const tail = createTailBuffer(5);
    tail.append(Buffer.alloc(9, 0x80));
    expect(taken(tail)).toHaveLength(2);
  });

  it('keeps the bytes at hand although their owner goes on to use the memory', () => {
    const tail = createTailBuffer(10);
    const bytes = Buffer.from('abc');
    tail.append(bytes);
    bytes.fill(0);
    expect(taken(tail).toString()).toBe('abc');
  });
});
