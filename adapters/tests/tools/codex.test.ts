import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codex } from '../../src/tools/codex.js';
import { invokeRecorded, tempDir } from '../kit/invoke.js';

const ask = (output: object, context: { cwd?: string; env?: Record<string, string> } = {}) =>
  invokeRecorded(codex, 'code_generation', { output, payload: { prompt: '-p', files: ['n.js'] }, context });

const lines = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

describe('codex', () => {
  it('gets the prompt on standard input and writes only in the workspace', async () => {
    const { start } = await ask({ stdout: lines({ type: 'turn.completed' }) });
    expect(start.args).toEqual([
      'exec',
      '--json',
      '--color',
      'never',
      '--sandbox',
      'workspace-write',
      '--skip-git-repo-check',
      '-',
    ]);
    expect(start.stdin).toBe('-p\n\nFiles to work on:\n- n.js\n');
  });

  it('finds the files it changed in its events', async () => {
    const cwd = tempDir();
    for (const file of ['old.js', 'new.js']) writeFileSync(join(cwd, file), '');
    const changes = [
      { path: join(cwd, 'old.js'), kind: 'update' },
      { path: join(cwd, 'new.js'), kind: 'add' },
      { path: join(cwd, 'claimed.js'), kind: 'add' },
    ];
    const item = { id: 'item_1', type: 'file_change', changes, status: 'completed' };
    const stdout = lines(
      { type: 'turn.started' },
      { type: 'item.completed', item },
      { type: 'turn.completed' },
    );
    const { result } = await ask({ stdout: `noise\n${stdout}` }, { cwd });
    expect(result).toMatchObject({
      success: true,
      content: { files_modified: [join(cwd, 'old.js')], files_created: [join(cwd, 'new.js')] },
    });
  });

  it.each([
    ['exceeded retry limit, last status: 429 Too Many Requests', 'rate_limited'],
    ['unexpected status 401 Unauthorized: Missing bearer', 'auth'],
    ["You've hit your usage limit. Try again later.", 'quota'],
    ["Codex ran out of room in the model's context window.", 'context_too_long'],
    ['stream error', 'tool_error'],
  ])('types the failed turn %j as %s', async (message, reason) => {
    const stdout = lines(
      { type: 'error', message: 'Reconnecting... 1/5 (503)' },
      { type: 'turn.failed', error: { message } },
    );
    const { result } = await ask({ exitCode: 1, stdout });
    expect(result).toMatchObject({
      success: false,
      message: `failed: ${message}`,
      content: { error_reason: reason },
    });
  });

  it('is a failure when no turn was completed, whatever the exit code', async () => {
    expect((await ask({})).result).toMatchObject({ success: false, message: 'failed: exit code 0' });
    const { result } = await ask({ exitCode: 1, stdout: lines({ type: 'error', message: 'at capacity' }) });
    expect(result.content?.error_reason).toBe('overloaded');
  });

  it('gets the OpenAI key by the name it reads, unless it has a key or a login of its own', async () => {
    const home = tempDir();
    const env = { OPENAI_API_KEY: 'k1', HOME: home };
    expect((await ask({}, { env })).start.env.CODEX_API_KEY).toBe('k1');
    expect((await ask({}, { env: { ...env, CODEX_API_KEY: 'k2' } })).start.env.CODEX_API_KEY).toBe('k2');
    mkdirSync(join(home, '.codex'));
    writeFileSync(join(home, '.codex', 'auth.json'), '{}');
    expect((await ask({}, { env })).start.env.CODEX_API_KEY).toBeUndefined();
    expect((await ask({}, { env: { ...env, CODEX_HOME: tempDir() } })).start.env.CODEX_API_KEY).toBe('k1');
  });
});
