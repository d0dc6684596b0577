import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonProblem, readJson } from '../../src/lock/readJson.js';

function problem(text: string): { message: string; line: number } {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) return { message: error.message, line: error.line };
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    const values = fc
      .jsonValue({ maxDepth: 5 })
      .filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"b"',
      '1',
      '-0',
      '01',
      '1e',
      'null',
      ' ',
      '"\\u00',
      '\\',
      '"',
      '\n',
      '1.5e+3',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        (text) => {
          const expected = parsed(text);
          let actual: { value: unknown } | undefined;
          try {
            actual = { value: readJson(text).value };
          } catch (error) {
            expect(error).toBeInstanceOf(JsonProblem);
            if ((error as Error).message.includes('there twice')) return;
          }
          expect(actual).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('says what is wrong and on which line', () => {
    expect(problem('{\n  "a": 1,\n  "a": 2\n}')).toEqual({ message: 'the key "a" is there twice', line: 3 });
    expect(problem('{"a": {"__proto__": 1}}').message).toContain('"__proto__" is not allowed');
    expect(problem('{"\\u005f_proto__": 1}').message).toContain('not allowed');
    expect(problem('{\n"a" 1}')).toMatchObject({ message: 'a colon is expected', line: 2 });
    expect(problem('{"a": 1,}').message).toContain('a key in quotation marks');
    expect(problem('{"a": 1 "b": 2}').message).toContain('comma or a closing brace');
    expect(problem('[1 2]').message).toContain('comma or a closing bracket');
    expect(problem('[1,]').message).toContain('a value is expected');
    expect(problem('{} x').message).toContain('follows the end');
    expect(problem('["a\n"]').message).toContain('a text is not closed');
    expect(problem('"\\').message).toContain('a text is not closed');
    expect(problem('').message).toContain('a value is expected');
  });

  it('refuses deep nesting without running out of stack', () => {
    expect(readJson('['.repeat(64) + ']'.repeat(64)).value).toBeDefined();
    expect(readJson(`[${'[],'.repeat(100)}{}]`).value).toHaveLength(101);
    expect(problem('['.repeat(65)).message).toContain('deeper than 64');
    expect(problem('{"a":'.repeat(1_000_000)).message).toContain('deeper than 64');
  });

  it('reads long texts and knows the lines of keys', () => {
    const long = 'x'.repeat(3_000_000);
    const { value, lineOf } = readJson(`{\n"long": "${long}",\n"b": {}\n}`);
    expect(value).toEqual({ long, b: {} });
    expect(lineOf(value as object, 'b')).toBe(3);
    expect(lineOf(value as object, 'c')).toBeUndefined();
    expect(lineOf({}, 'b')).toBeUndefined();
  });
});
