import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePathOrder } from '../../src/paths/comparePathOrder.js';

describe('comparePathOrder', () => {
  it('gives -1 for what is absent, and judges the order of the others', () => {
    expect(comparePathOrder(['/a', '/b', '/c'], ['/a', '/x', '/c'], 'linux')).toEqual({
      exists: false,
      ordered: true,
      indices: [0, -1, 2],
    });
  });

  it('is content with nothing', () => {
    expect(comparePathOrder([], [], 'linux')).toEqual({ exists: true, ordered: true, indices: [] });
  });

  it('does not take the working directory for a folder', () => {
    expect(comparePathOrder([''], ['.'], 'linux').exists).toBe(false);
  });

  it('minds the case except on Windows', () => {
    expect(comparePathOrder(['/A'], ['/a'], 'linux').exists).toBe(false);
    expect(comparePathOrder(['C:\\A\\'], ['c:/a'], 'win32').exists).toBe(true);
  });

  it('finds every selection of the entries in order', () => {
    const folders = fc.uniqueArray(
      fc.nat(50).map((n) => `/dir${n}`),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(
        folders.chain((entries) => fc.tuple(fc.constant(entries), fc.subarray(entries))),
        ([entries, wanted]) => {
          expect(comparePathOrder(entries, wanted, 'linux')).toMatchObject({ exists: true, ordered: true });
          const backwards = comparePathOrder(entries, wanted.toReversed(), 'linux');
          expect(backwards.ordered).toBe(wanted.length < 2);
        },
      ),
    );
  });
});
