import { describe, expect, it } from 'vitest';
import { countOf } from '../../src/render/count.js';

describe('countOf', () => {
  it('groups digits and knows one from many', () => {
    expect([countOf(1, 'file'), countOf(1_234_567, 'file'), countOf(0, 'entry', 'entries')]).toEqual([
      '1 file',
      '1,234,567 files',
      '0 entries',
    ]);
  });
});
