import { describe, expect, it } from 'vitest';
import { gemini } from '../../src/tools/gemini.js';
import { invokeRecorded } from '../kit/invoke.js';

const ask = (output: object, payload: Record<string, unknown> = {}) =>
  invokeRecorded(gemini, 'code_generation', { output, payload: { prompt: 'Write it', ...payload } });

const failed = (message: string, code: unknown): string =>
  `Ripgrep is not available.\n${JSON.stringify({ session_id: 's', error: { type: 'Error', message, code } }, null, 2)}\n`;

describe('gemini', () => {
  it('gets the prompt on standard input and may edit', async () => {
    const { start } = await ask({}, { files: ['a.py'] });
    expect(start.args).toEqual(['--approval-mode', 'auto_edit', '--output-format', 'json']);
    expect(start.stdin).toBe('Write it\n\nFiles to work on:\n- a.py\n');
  });

  it('trusts the folder only when the caller does', async () => {
    expect((await ask({}, { trust_project: true })).start.args).toContain('--skip-trust');
  });

  it('gives the line counts of its statistics', async () => {
    const stdout = JSON.stringify({
      response: 'ok',
      stats: { files: { totalLinesAdded: 4, totalLinesRemoved: 2 } },
    });
    expect((await ask({ stdout })).result).toMatchObject({
      success: true,
      message: 'gemini finished',
      content: { lines_added: 4, lines_removed: 2 },
    });
  });

  it('has not succeeded in a folder it does not trust', async () => {
    const stderr = 'Approval mode overridden to "default" because the current folder is not trusted.';
    const { result } = await ask({ stdout: '{"response":"done"}', stderr });
    expect(result).toMatchObject({ success: false, content: { error_reason: 'refused_by_policy' } });
    expect(result.message).toContain('does not trust this folder');
  });

  it.each([
    [41, failed('Please set an Auth method', 41), 'auth'],
    [55, 'not running in a trusted directory', 'refused_by_policy'],
    [1, failed('429 RESOURCE_EXHAUSTED: slow down', 429), 'rate_limited'],
    [1, failed('quota exceeded for model', 429), 'quota'],
    [1, failed('try later', 503), 'overloaded'],
    [52, failed('bad settings', 52), 'tool_error'],
    [1, 'TypeError: fetch failed', 'tool_error'],
  ])('types exit code %d with %j as %s', async (exitCode, stderr, reason) => {
    const { result } = await ask({ exitCode, stderr });
    expect(result).toMatchObject({ success: false, content: { error_reason: reason } });
  });
});
