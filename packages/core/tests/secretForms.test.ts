import { describe, expect, it } from 'vitest';
import { minMaskedLength, secretForms } from '../src/secretForms.js';

const texts = (secret: string): readonly string[] => secretForms(secret).map((form) => form.toString());

describe('secretForms', () => {
  it('is empty below the shortest masked length', () => {
    expect(minMaskedLength).toBe(4);
    expect(secretForms('')).toEqual([]);
    expect(secretForms('abc')).toEqual([]);
    expect(texts('abcd')).toContain('abcd');
  });

  it('holds no form twice and no form of fewer than four bytes', () => {
    const forms = texts('a b/c+"ž');
    expect(new Set(forms).size).toBe(forms.length);
    for (const form of secretForms('abcd')) expect(form.length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['a"b\\c/d', 'a\\"b\\\\c\\/d'],
    ['naïve\u0001', 'na\\u00efve\\u0001'],
    ['naïveJ', 'na\\u00EFveJ'],
    ['<a&b>', '\\u003ca\\u0026b\\u003e'],
    ["it's<", 'it\\u0027s\\u003c'],
    ['say "hi"', 'say \\u0022hi\\u0022'],
    ['a"b c', 'a\\\\\\"b c'],
  ])('knows how JSON writes %j: %s', (secret, form) => {
    expect(texts(secret)).toContain(form);
  });

  it.each([
    ['a b/c?', 'a%20b%2Fc%3F'],
    ['a b/c?', 'a%20b%2fc%3f'],
    ['a b/c?', 'a+b%2Fc%3F'],
    ['a b/c?', 'a%20b/c%3F'],
    ["it's(1)", 'it%27s%281%29'],
    ["it's(1)", "it's(1)"],
    ['pa:ss@wörd', 'pa:ss@w%C3%B6rd'],
  ])('knows how URLs and forms write %j: %s', (secret, form) => {
    expect(texts(secret)).toContain(form);
  });

  it.each([
    ["it's", "it'\\''s"],
    ["it's", `it'"'"'s`],
    ["it's", "it''s"],
    ['a$b"c`', 'a\\$b\\"c\\`'],
  ])('knows how shells write %j: %s', (secret, form) => {
    expect(texts(secret)).toContain(form);
  });

  it.each([
    [`<a b="c">&'`, `&lt;a b=&quot;c&quot;&gt;&amp;&#39;`],
    [`<a b="c">&'`, `&lt;a b="c"&gt;&amp;'`],
    [`<a b="c">&'`, `&lt;a b=&quot;c&quot;&gt;&amp;&apos;`],
    [`<a b="c">&'`, `&lt;a b=&#34;c&#34;&gt;&amp;&#39;`],
  ])('knows how HTML and XML write %j: %s', (secret, form) => {
    expect(texts(secret)).toContain(form);
  });

  it('knows hexadecimal in both cases', () => {
    expect(texts('jkl\u00ff')).toEqual(expect.arrayContaining(['6a6b6cc3bf', '6A6B6CC3BF']));
  });

  it.each([0, 1, 2])('knows base64 that begins %i bytes into a group', (shift) => {
    const secret = 'sk-?>~secret~~>>??';
    for (const [before, after] of [
      ['\x00', '\x00'],
      ['\xff', '\xff'],
    ] as const) {
      const bytes = Buffer.concat([
        Buffer.alloc(shift, before, 'latin1'),
        Buffer.from(secret),
        Buffer.alloc(3, after, 'latin1'),
      ]);
      const form = texts(secret).find((text) => bytes.toString('base64').includes(text));
      const urlForm = texts(secret).find((text) => bytes.toString('base64url').includes(text));
      // Of 18 bytes, 24 characters depend on them; at most two of these also on a neighbour.
      expect(form?.length).toBeGreaterThanOrEqual(22);
      expect(urlForm?.length).toBeGreaterThanOrEqual(22);
    }
  });

  it.each(['abcd', 'abcde', 'abcdef'])('knows the end of base64 that ends with %j', (secret) => {
    for (const before of ['', 'x', 'xy']) {
      const encoded = Buffer.from(before + secret).toString('base64');
      const endings = texts(secret).filter((form) => encoded.endsWith(form));
      expect(endings.length).toBeGreaterThan(0);
      expect(texts(secret).some((form) => encoded.replace(/=+$/, '').endsWith(form))).toBe(true);
    }
  });

  it('knows base64 broken into lines', () => {
    const secret = 'x'.repeat(90);
    const encoded = Buffer.from(secret).toString('base64');
    const lines = (width: number, end: string): string =>
      [encoded.slice(0, width), encoded.slice(width)].join(end);
    expect(texts(secret)).toEqual(
      expect.arrayContaining([lines(76, '\n'), lines(76, '\r\n'), lines(64, '\n')]),
    );
  });

  it('knows other line ends, the value without its last one, and each longer line', () => {
    const forms = texts('first line\nsecond line\n  \n  short\n');
    expect(forms).toEqual(
      expect.arrayContaining([
        'first line\r\nsecond line\r\n  \r\n  short\r\n',
        'first line\nsecond line\n  \n  short',
        'first line',
        'second line',
      ]),
    );
    expect(forms).not.toContain('short');
    expect(forms).not.toContain('');
    expect(texts('abcd\r\nefgh')).toContain('abcd\nefgh');
  });

  it('does not take blanks for a secret', () => {
    expect(secretForms('          ')).toEqual([]);
    expect(secretForms('\n\n\n\n\n')).toEqual([]);
  });

  it('accepts a value that is not valid Unicode', () => {
    expect(texts('key\ud800key')).toContain('key\ufffdkey');
  });
});
