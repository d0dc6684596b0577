import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableJson } from '../src/printableJson.js';

const stringUnit = fc.nat(0x2fff).map((code) => String.fromCharCode(code));

describe('printableJson', () => {
  it('escapes what a terminal obeys and JSON leaves as it is', () => {
    const value = { '\u009b31m': '\u202Ecba\u2028\u007f\u2066' };
    expect(printableJson(JSON.stringify(value))).toBe('{"\\u009b31m":"\\u202ecba\\u2028\\u007f\\u2066"}');
  });

  it('never changes the value, and lets no control character but line breaks through', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit }), (value) => {
        const plain = JSON.stringify(value, null, 2);
        const text = printableJson(plain);
        expect(JSON.parse(text)).toEqual(JSON.parse(plain));
        expect(text).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
      }),
    );
  });
});
