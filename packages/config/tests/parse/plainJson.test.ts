import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from '../../src/parse/plainJson.js';
import { agreesWithLongWay, lookedAt } from '../support/longWay.js';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('plainJson', () => {
  it.each([
    '{"a":1,"b":{"a":[true,null,"x: y","{\\u0022"]}}',
    '[]',
    'null',
    ' {"a" :\n"," , "b":":"} ',
    nested(64),
  ])('reads %j as the long way does, or leaves it to that', (text) => {
    const value = plainJson(text);
    if (!text.includes('\\')) expect(value).not.toBeUndefined();
    if (value !== undefined) expect(value).toEqual(lookedAt(text));
  });

  it.each([
    '{"a":1,"a":1}',
    '{"a":{"b":1,"c":2,"b":3}}',
    '[{"a":1},{"a":1,"a":2}]',
    '{"__proto__":{}}',
    '{"a":[{"constructor":1}]}',
    '{"\\u0061":1,"a":2}',
    '{"a":1,}',
    '{"a":1} // end',
    '{"a":1',
    '',
    nested(65),
  ])('leaves %j to the long way', (text) => {
    expect(plainJson(text)).toBeUndefined();
  });

  it('never differs from the long way on JSON', () => {
    fc.assert(fc.property(fc.json(), agreesWithLongWay), { numRuns: 500 });
  });
});
