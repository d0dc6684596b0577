import { describe, expect, it } from 'vitest';
import { parseEnvFile } from '../src/parseEnvFile.js';

describe('a .env file', () => {
  it('is read as dotenv reads it, with line numbers', async () => {
    const text = [
      '\uFEFF# keys',
      'PLAIN=abc # comment',
      '',
      'export QUOTED="two\\nlines"',
      "MULTI='first",
      "second'",
      '  SPACED =  x y  ',
      'EMPTY=',
      'YAML: style',
    ].join('\r\n');
    const { entries, duplicates, invalidLines } = await parseEnvFile(text);
    expect(entries).toEqual([
      { name: 'PLAIN', value: 'abc', line: 2 },
      { name: 'QUOTED', value: 'two\nlines', line: 4 },
      { name: 'MULTI', value: 'first\nsecond', line: 5 },
      { name: 'SPACED', value: 'x y', line: 7 },
      { name: 'EMPTY', value: '', line: 8 },
      { name: 'YAML', value: 'style', line: 9 },
    ]);
    expect(duplicates).toEqual([]);
    expect(invalidLines).toEqual([]);
  });

  it('reports names given twice; the last value counts', async () => {
    const { entries, duplicates } = await parseEnvFile('A=1\nB=2\n\nA=3\n');
    expect(entries).toEqual([
      { name: 'B', value: '2', line: 2 },
      { name: 'A', value: '3', line: 4 },
    ]);
    expect(duplicates).toEqual([{ name: 'A', lines: [1, 4] }]);
  });

  it('reports lines that are no entries by number, without their text', async () => {
    const file = await parseEnvFile(
      'A=1\njust text canary\n# fine\nB-C=canary\n__proto__=canary\n=x\nD.E=1\n',
    );
    expect(file.entries).toEqual([{ name: 'A', value: '1', line: 1 }]);
    expect(file.invalidLines).toEqual([2, 4, 5, 6, 7]);
    expect(JSON.stringify(file)).not.toContain('canary');
  });

  it('may be empty', async () => {
    expect(await parseEnvFile('')).toEqual({ entries: [], duplicates: [], invalidLines: [] });
  });

  it.each([' ', '\n'])('with more than 1000 of %j in a row is refused', async (unit) => {
    expect((await parseEnvFile(`A=1${unit.repeat(999)}\nB=2`)).entries).toHaveLength(2);
    await expect(parseEnvFile(`A=1${unit.repeat(1001)}B=2`, 'my.env')).rejects.toMatchObject({
      code: 'SECRETS_INVALID_VALUE',
      message: expect.stringContaining('my.env'),
      hint: expect.any(String),
    });
  });
});
