import { describe, expect, it } from 'vitest';
import { readPayload, type PayloadOptions } from '../src/readPayload.js';
import { collectingTerminal } from './support/runCli.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
const read = (options: Partial<PayloadOptions>, stdin = ''): ReturnType<typeof readPayload> =>
  readPayload(collectingTerminal({ cwd: home.project, home: home.home, env: {}, stdin }), {
    prompt: undefined,
    files: [],
    payload: undefined,
    trustProject: false,
    ...options,
  });

describe('readPayload', () => {
  it('is empty when nothing is given', async () => {
    expect(await read({})).toEqual({});
  });

  it('puts prompt and files on top of the payload', async () => {
    const payload = '{"prompt": "old", "extra": 1}';
    expect(await read({ payload, prompt: 'new', files: ['a', 'b'] })).toEqual({
      prompt: 'new',
      files: ['a', 'b'],
      extra: 1,
    });
  });

  it('trusts the project only when it is told to', async () => {
    expect(await read({ prompt: 'x' })).not.toHaveProperty('trust_project');
    expect(await read({ prompt: 'x', trustProject: true })).toEqual({ prompt: 'x', trust_project: true });
  });

  it('reads the payload from a file, with or without a byte order mark', async () => {
    home.write('project/task.json', '\uFEFF{"prompt": "from a file"}');
    expect(await read({ payload: '@task.json' })).toEqual({ prompt: 'from a file' });
  });

  it('reads payload or prompt from standard input', async () => {
    expect(await read({ payload: '-' }, '{"prompt": "piped"}')).toEqual({ prompt: 'piped' });
    expect(await read({ prompt: '-' }, 'piped as it is\n')).toEqual({ prompt: 'piped as it is\n' });
  });

  it.each(['[1]', 'null', '"text"', '{"sk-canary": }', ''])(
    'refuses the payload %j without repeating it',
    async (payload) => {
      await expect(read({ payload })).rejects.toMatchObject({
        code: 'INPUT_UNREADABLE',
        message: '--payload is not a JSON object',
        hint: expect.not.stringContaining('canary'),
      });
    },
  );

  it('fails when the file is not there', async () => {
    await expect(read({ payload: '@none.json' })).rejects.toMatchObject({ code: 'INPUT_UNREADABLE' });
  });

  it('keeps a key called __proto__ a key', async () => {
    const payload = await read({ payload: '{"__proto__": {"admin": true}}' });
    expect('admin' in payload).toBe(false);
  });
});
