import { describe, expect, it } from 'vitest';
import { parseSecretsFile, type SecretsFileSource } from '../src/parseSecretsFile.js';

const parse = (
  text: string,
  format: SecretsFileSource['format'] = 'json',
): ReturnType<typeof parseSecretsFile> => parseSecretsFile(text, { format, file: 'keys' });

describe('parseSecretsFile', () => {
  it('reads a JSON object of texts, with or without a byte order mark', async () => {
    expect(await parse('\uFEFF{"A": "1", "B": "two"}')).toEqual({
      entries: [
        { name: 'A', value: '1' },
        { name: 'B', value: 'two' },
      ],
      warnings: [],
    });
  });

  it('reads .env lines and reports duplicates and passed over lines', async () => {
    const { entries, warnings } = await parse('A=1\nexport A="2"\nB=x # comment\n!!\n', 'dotenv');
    expect(entries.map(({ name, value }) => [name, value])).toEqual([
      ['A', '2'],
      ['B', 'x'],
    ]);
    expect(warnings).toEqual(['keys has A on lines 1, 2; the last one counts', 'keys: lines passed over: 4']);
  });

  it.each([
    ['not JSON', '{"A": sk-canary}'],
    ['no object', '["sk-canary"]'],
    ['null', 'null'],
    ['no texts', '{"A": {"sk-canary": 1}}'],
    ['empty', '{}'],
  ])('refuses JSON that is %s without repeating it', async (_, text) => {
    const error: unknown = await parse(text).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'INPUT_UNREADABLE', exitCode: 5 });
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('canary');
  });

  it('refuses a .env file that holds no secret', async () => {
    await expect(parse('# nothing\n', 'dotenv')).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });
});
