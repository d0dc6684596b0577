import fc from 'fast-check';
import { visit } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../../../tools/testing/fuzz.mjs';
import { JsoncBuilder } from '../../src/parse/JsoncBuilder.js';
import { plainJson } from '../../src/parse/plainJson.js';

/** The long way: undefined unless it finds a value and nothing to say. */
function lookedAt(text: string): unknown {
  const builder = new JsoncBuilder(text, 'file');
  try {
    visit(text, builder.visitor(), { allowTrailingComma: true, disallowComments: false });
  } catch {
    return undefined;
  }
  return builder.issues.length === 0 ? builder.value : undefined;
}

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

  const agrees = (text: string): void => {
    const value = plainJson(text);
    if (value !== undefined) expect(value).toEqual(lookedAt(text));
  };

  it('never differs from the long way on JSON', () => {
    fc.assert(fc.property(fc.json(), agrees), { numRuns: 500 });
  });

  it('never differs from the long way on other texts', async () => {
    const list = '{"version":"1.0.0","list":[1,2,{"deep":{"deep":null}}],"text":"a: b, c"}';
    await fuzz({ seeds: [list, '{"a":{},"b":[]}'], parse: agrees });
  });
});
