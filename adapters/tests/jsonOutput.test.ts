import { describe, expect, it } from 'vitest';
import { asRecord, asRecords, asText, findJsonObject, parseJson } from '../src/jsonOutput.js';

describe('findJsonObject', () => {
  it('reads an object that is the whole text, a byte order mark included', () => {
    expect(findJsonObject('\ufeff{"a":1}\n')).toEqual({ a: 1 });
  });

  it('finds an object between notices', () => {
    expect(findJsonObject('Warning: {old}\n{\n  "a": {"b": 1}\n}\nbye\n')).toEqual({ a: { b: 1 } });
  });

  it('skips a line that only begins like one', () => {
    expect(findJsonObject('{not json}\n{"a":1}')).toEqual({ a: 1 });
  });

  it.each(['', '[1]', 'plain', '{"a":'])('finds none in %j', (text) => {
    expect(findJsonObject(text)).toBeUndefined();
  });
});

describe('the readers of unknown values', () => {
  it('give an empty or absent value for what has another type', () => {
    expect([parseJson('x'), asRecord(null), asRecord([]), asText(3)]).toEqual([
      undefined,
      undefined,
      undefined,
      '',
    ]);
    expect(asRecords('x')).toEqual([]);
    expect(asRecords([1, { a: 1 }, null])).toEqual([{ a: 1 }]);
  });
});
