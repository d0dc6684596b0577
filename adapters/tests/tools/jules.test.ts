import { describe, expect, it } from 'vitest';
import { jules } from '../../src/tools/jules.js';
import { invokeRecorded } from '../kit/invoke.js';

const ask = (output: object, payload: Record<string, unknown> = {}) =>
  invokeRecorded(jules, 'code_generation', { output, payload: { prompt: 'Fix it', ...payload } });

describe('jules', () => {
  it('gets the prompt as one argument', async () => {
    expect((await ask({})).start.args).toEqual(['new', 'Fix it']);
    expect((await ask({}, { prompt: '-x "y"' })).start.args).toEqual(['new', '--', '-x "y"']);
  });

  it('says that nothing has changed yet and that files were not passed on', async () => {
    const { result } = await ask({ stdout: 'Session created\nURL: https://jules.google.com/session/12\n' });
    expect(result).toMatchObject({
      success: true,
      content: { asynchronous: true, session_url: 'https://jules.google.com/session/12', files_modified: [] },
    });
    expect(result.message).toContain('nothing here has changed yet');
    expect(result.message).not.toContain('files');
    expect((await ask({}, { files: ['a.py'] })).result.message).toContain(
      'the named files were not passed on',
    );
  });

  it.each([
    ['Error: not authenticated, run jules login', 'auth'],
    ['Error: repository not found', 'tool_error'],
  ])('types %j as %s', async (stderr, reason) => {
    const { result } = await ask({ exitCode: 1, stderr, stdout: 'rate limit' });
    expect(result).toMatchObject({
      success: false,
      message: `failed: ${stderr}`,
      content: { error_reason: reason },
    });
  });
});
