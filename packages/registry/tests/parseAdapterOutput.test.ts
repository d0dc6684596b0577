import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputExcerpt, parseAdapterOutput } from '../src/parseAdapterOutput.js';

const good = { success: true, message: 'done', content: { files_modified: ['a.py'] } };
const text = JSON.stringify(good);

function problemOf(stdout: string): string {
  const output = parseAdapterOutput(stdout);
  return 'problem' in output ? output.problem : 'none';
}

describe('parseAdapterOutput', () => {
  it.each([
    ['as it is', text],
    ['with a byte order mark', `\uFEFF${text}`],
    ['with white space around it', `\r\n ${JSON.stringify(good, null, 2)}\r\n`],
  ])('reads the object %s', (_, stdout) => {
    expect(parseAdapterOutput(stdout)).toEqual({ result: good });
  });

  it('keeps further fields', () => {
    const result = { ...good, content: null, doc_id: 'D-1' };
    expect(parseAdapterOutput(JSON.stringify(result))).toEqual({ result });
  });

  it.each([
    ['', 'printed nothing'],
    [' \n\uFEFF', 'printed nothing'],
    ['hello', 'printed text that is not JSON: hello'],
    [`Welcome {}!\n${text}`, 'printed other text before its JSON object'],
    [`Welcome!\n${text}`, 'printed other text before its JSON object: Welcome!\\n{'],
    [`${text}\n${text}`, 'printed more than one JSON document'],
    [`${text} bye`, 'printed other text after its JSON object'],
    [text.slice(0, -3), 'printed text that is not JSON'],
    ['[1]', 'that is not a JSON object'],
    ['null', 'that is not a JSON object'],
    ['{"success":"yes","message":"","content":null}', "whose 'success' is not true or false"],
    ['{"success":true,"content":null}', "whose 'message' is not a string"],
    ['{"success":true,"message":"x","content":[]}', "whose 'content' is neither an object nor null"],
    ['{"success":true,"message":"x"}', "whose 'content' is neither an object nor null"],
    [`{"success":true,"message":"}\\"{","content":null} {`, 'printed more than one JSON document'],
  ])('says what is wrong with %j', (stdout, problem) => {
    expect(problemOf(stdout)).toContain(problem);
  });

  it('refuses nesting so deep that walking it would not end well', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(problemOf(`{"success":true,"message":"x","content":{"a":${deep}}}`)).toContain('nested more than');
  });

  it('gives back every well-formed result, and never throws', () => {
    const result = fc.record({
      success: fc.boolean(),
      message: fc.string(),
      content: fc.option(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }))),
    });
    fc.assert(
      fc.property(result, (value) => {
        const json = JSON.stringify(value);
        expect(parseAdapterOutput(json)).toEqual({ result: JSON.parse(json) as unknown });
      }),
    );
    fc.assert(fc.property(fc.string(), (garbage) => 'problem' in parseAdapterOutput(garbage)));
  });
});

describe('outputExcerpt', () => {
  it('shows at most 200 characters on one harmless line', () => {
    const excerpt = outputExcerpt(`\x1b[31mred\n${'x'.repeat(500)}`);
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt.startsWith('\\x1b[31mred\\n')).toBe(true);
    expect(excerpt.endsWith('…')).toBe(true);
    expect(outputExcerpt('\x1b'.repeat(100)).length).toBeLessThanOrEqual(200);
    expect(outputExcerpt(' short ')).toBe('short');
  });
});
