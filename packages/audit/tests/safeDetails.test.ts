import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { maxDetailsBytes, safeDetails } from '../src/safeDetails.js';

describe('safeDetails', () => {
  it('keeps what JSON can hold', () => {
    const details = { text: 'x', number: 1.5, yes: true, none: null, list: [1, ['a']], inner: { a: {} } };
    expect(safeDetails(details)).toEqual(details);
  });

  it('makes the rest readable', () => {
    const failing = Object.defineProperty({}, 'value', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(
      safeDetails({
        nan: Number.NaN,
        infinity: -Infinity,
        big: 2n ** 64n,
        gone: undefined,
        call: () => 1,
        symbol: Symbol('x'),
        list: [undefined, () => 1],
        date: new Date(0),
        never: new Date(Number.NaN),
        error: new TypeError('holds argv'),
        map: new Map([['a', 1]]),
        set: new Set([1n]),
        bytes: new Uint8Array([1, 2]),
        failing,
      }),
    ).toEqual({
      nan: 'NaN',
      infinity: '-Infinity',
      big: '18446744073709551616',
      list: [null, null],
      date: '1970-01-01T00:00:00.000Z',
      never: 'Invalid Date',
      error: { name: 'TypeError' },
      map: { a: 1 },
      set: ['1'],
      bytes: {
        bytes: 2,
        sha256: createHash('sha256')
          .update(Buffer.from([1, 2]))
          .digest('hex'),
      },
      failing: { value: '[unreadable]' },
    });
  });

  it('ends at cycles and at great depth, and repeats what only occurs twice', () => {
    const cycle: Record<string, unknown> = { name: 'x' };
    cycle['self'] = cycle;
    const twice = { a: 1 };
    expect(safeDetails({ cycle, twice: [twice, twice] })).toEqual({
      cycle: { name: 'x', self: '[circular]' },
      twice: [twice, twice],
    });
    let deep: object = {};
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    expect(JSON.stringify(safeDetails({ deep }))).toContain('[nested too deeply]');
  });

  it('does not let a member take over', () => {
    const details = JSON.parse('{"__proto__":{"x":1},"toJSON":"text"}') as Record<string, unknown>;
    expect(JSON.stringify(safeDetails(details))).toBe('{"__proto__":{"x":1},"toJSON":"text"}');
    expect(safeDetails({ toJSON: () => 'taken' })).toEqual({});
  });

  it('gives only length and digest of what is too large', () => {
    const fitting = { text: 'x'.repeat(maxDetailsBytes - '{"text":""}'.length) };
    expect(safeDetails(fitting)).toEqual(fitting);
    const large = { text: `${fitting.text}x` };
    expect(safeDetails(large)).toEqual({
      truncated: true,
      bytes: maxDetailsBytes + 1,
      sha256: createHash('sha256').update(JSON.stringify(large)).digest('hex'),
    });
  });
});
