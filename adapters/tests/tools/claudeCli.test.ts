import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCli } from '../../src/tools/claudeCli.js';
import { invokeRecorded, tempDir } from '../kit/invoke.js';

const ask = (output: object, payload: Record<string, unknown> = {}, cwd = tempDir()) =>
  invokeRecorded(claudeCli, 'refactoring', {
    output,
    payload: { prompt: 'Rename x', ...payload },
    context: { cwd },
  });

/** The shape of `claude --print --output-format json`. */
function answer(fields: object): string {
  return JSON.stringify({
    type: 'result',
    subtype: 'success',
    is_error: false,
    api_error_status: null,
    num_turns: 2,
    result: 'Done.',
    session_id: '0b1c',
    total_cost_usd: 0.01,
    permission_denials: [],
    ...fields,
  });
}

describe('claude-cli', () => {
  it('gets the prompt and the files on standard input and may edit', async () => {
    const { start } = await ask({ stdout: answer({}) }, { files: ['a.ts', '-b.ts'] });
    expect(start.args).toEqual([
      '--print',
      '--output-format',
      'json',
      '--permission-mode',
      'acceptEdits',
      '--setting-sources',
      'user',
    ]);
    expect(start.stdin).toBe('Rename x\n\nFiles to work on:\n- a.ts\n- -b.ts\n');
  });

  it('reads the settings of the project only when the caller trusts it', async () => {
    const { start } = await ask({ stdout: answer({}) }, { trust_project: true });
    expect(start.args).not.toContain('--setting-sources');
  });

  it('keeps the facts of the answer', async () => {
    const { result } = await ask({ stdout: `notice\n${answer({})}\n` });
    expect(result).toMatchObject({
      success: true,
      content: {
        used_json_fallback: false,
        session_id: '0b1c',
        total_cost_usd: 0.01,
        permission_denials: [],
      },
    });
  });

  it('counts a file the answer mentions if it was really written', async () => {
    const cwd = tempDir();
    writeFileSync(join(cwd, 'b.ts'), '');
    const { result } = await ask(
      { stdout: answer({ result: 'I updated b.ts.\nI also modified c.ts.' }) },
      {},
      cwd,
    );
    expect(result.content?.files_modified).toEqual(['b.ts']);
  });

  it.each([
    [{ is_error: true, api_error_status: 401, result: 'Invalid API key' }, 'auth'],
    [{ is_error: true, result: 'Not logged in · Please run /login' }, 'auth'],
    [{ is_error: true, api_error_status: 429, result: 'API Error: slow down' }, 'rate_limited'],
    [{ is_error: true, api_error_status: 429, result: 'You have hit your usage limit' }, 'quota'],
    [{ is_error: true, api_error_status: 400, result: 'Credit balance is too low' }, 'billing'],
    [{ is_error: true, api_error_status: 529, result: 'API Error: Overloaded' }, 'overloaded'],
    [{ is_error: true, api_error_status: 400, result: 'Prompt is too long' }, 'context_too_long'],
    [{ subtype: 'error_max_turns', is_error: false, result: undefined }, 'tool_error'],
    [{ subtype: 'error_max_budget_usd', is_error: true, result: undefined, errors: ['over'] }, 'billing'],
  ])('calls %j a failure even with exit code 0', async (fields, reason) => {
    for (const exitCode of [0, 1]) {
      const { result } = await ask({ exitCode, stdout: answer(fields) });
      expect(result).toMatchObject({ success: false, content: { error_reason: reason } });
    }
  });

  it('infers nothing from what the model wrote', async () => {
    const { result } = await ask({ stdout: answer({ result: '429 rate limit: handled in a.ts' }) });
    expect(result.success).toBe(true);
  });

  it('types a failure without an answer by its error stream', async () => {
    const { result } = await ask({ exitCode: 1, stdout: 'rate limit', stderr: 'Please run claude login' });
    expect(result.content).toMatchObject({ error_reason: 'auth', used_json_fallback: true });
  });
});
