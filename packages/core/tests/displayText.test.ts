import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayText } from '../src/index.js';

describe('displayText', () => {
  it.each([
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\nb\r\nc\td', 'a\\nb\\r\\nc\\td'],
    ['\u0000\u007f\u009b', '\\x00\\x7f\\x9b'],
    ['\u202efdp.exe\u2066', '\\u202efdp.exe\\u2066'],
    ['\u200e\u061c', '\\u200e\\u061c'],
    ['a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['\ud800x\udc00', '\\ud800x\\udc00'],
  ])('makes %j visible', (text, shown) => {
    expect(displayText(text)).toBe(shown);
  });

  it.each(['C:\\temp\\new', 'žluťoučký', '日本語', '👩‍💻', ''])('leaves %j alone', (text) => {
    expect(displayText(text)).toBe(text);
  });

  it('never lets a control character or a line break through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = displayText(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u);
        expect(displayText(shown)).toBe(shown);
      }),
    );
  });
});
