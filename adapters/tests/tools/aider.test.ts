import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aider } from '../../src/tools/aider.js';
import { invoke, invokeRecorded, tempDir } from '../kit/invoke.js';

const ask = (output: object, payload: Record<string, unknown> = {}) =>
  invokeRecorded(aider, 'code_generation', { output, payload: { prompt: 'Add a test', ...payload } });

describe('aider', () => {
  it('is started without questions, commits, network extras or traces in the tree', async () => {
    const { start } = await ask({}, { files: ['a.py', '-b.py'] });
    expect(start.args.slice(-2)).toEqual(['a.py', './-b.py']);
    expect(start.args).toEqual(
      expect.arrayContaining([
        '--yes-always',
        '--no-auto-commits',
        '--no-stream',
        '--no-pretty',
        '--no-gitignore',
        '--no-check-update',
        '--no-analytics',
        '--no-detect-urls',
        '--no-auto-lint',
        '--no-auto-test',
        `--chat-history-file=${devNull}`,
      ]),
    );
    expect(start.env).toMatchObject({ PYTHONUTF8: '1', PYTHONIOENCODING: 'utf-8' });
    expect(start.args.join(' ')).not.toContain('Add a test');
  });

  it('uses the repository around the folder and never makes one', async () => {
    const cwd = join(tempDir(), 'sub');
    mkdirSync(cwd);
    const started = () =>
      invokeRecorded(aider, 'refactoring', { output: {}, payload: { prompt: 'p' }, context: { cwd } });
    expect((await started()).start.args).toContain('--no-git');
    mkdirSync(join(cwd, '..', '.git'));
    expect((await started()).start.args).not.toContain('--no-git');
  });

  it.each([
    ['.aider.conf.yml', 'test-cmd: make\n'],
    ['.aider.model.settings.yml', '[]'],
    ['.env', 'A=1\nexport OPENAI_API_BASE = http://elsewhere.example\n'],
    ['.env', 'aider_test_cmd=make'],
    ['.env', 'LD_PRELOAD=./x.so'],
  ])('does not obey the %s of a project the caller does not trust', async (file, text) => {
    const root = tempDir();
    const cwd = join(root, 'sub');
    mkdirSync(join(root, '.git'));
    mkdirSync(cwd);
    for (const folder of [root, cwd]) {
      writeFileSync(join(folder, file), text);
      const result = await invoke(aider, 'refactoring', { payload: { prompt: 'p' }, context: { cwd } });
      expect(result).toMatchObject({ success: false, content: { error_reason: 'refused_by_policy' } });
      expect(result.message).toContain(join(folder, file));
      const payload = { prompt: 'p', trust_project: true };
      const trusted = await invokeRecorded(aider, 'refactoring', { output: {}, payload, context: { cwd } });
      expect(trusted.result.success).toBe(true);
      rmSync(join(folder, file));
    }
    writeFileSync(join(cwd, '.env'), 'PORT=80\nOPENAI_API_KEY=own\n# OPENAI_API_BASE=x\n');
    await invokeRecorded(aider, 'refactoring', { output: {}, payload: { prompt: 'p' }, context: { cwd } });
  });

  it.each(['!rm -rf x', '/run ls'])(
    'does not let the prompt %j become a command of its own',
    async (prompt) => {
      const { start } = await ask({}, { prompt });
      expect(start.inputFile).toBe(`\n${prompt}`);
    },
  );

  it('reads line counts from the output when it compared no files', async () => {
    const { result } = await ask({ stdout: 'Modified: nowhere.py\n2 insertions(+), 1 deletion(-)\n' });
    expect(result.content).toMatchObject({
      files_modified: [],
      lines_added: 2,
      lines_removed: 1,
      exit_code: 0,
    });
  });

  it.each([
    ['litellm.AuthenticationError: OpenAIException - Incorrect API key provided', 'auth'],
    ['litellm.RateLimitError: OpenAIException - Rate limit reached for gpt-4o', 'rate_limited'],
    ['litellm.RateLimitError: OpenAIException - You exceeded your current quota', 'quota'],
    ['litellm.RateLimitError: AnthropicException - Credit balance is too low', 'billing'],
    ['litellm.ContextWindowExceededError: too long', 'context_too_long'],
    ['litellm.ServiceUnavailableError: try later', 'overloaded'],
    ['litellm.APIError: APIError: OpenAIException - Overloaded', 'overloaded'],
    ['litellm.BadRequestError: OpenAIException - prompt is too long: 3 tokens > 2', 'context_too_long'],
    ['litellm.NotFoundError: no such model', 'tool_error'],
  ])('sees a refusal by the provider although it exits with 0: %s', async (line, reason) => {
    const stdout = `Aider v0.86.2\nTokens: 10 sent, 2 received.\n\n${line}\nRetrying in 0.2 seconds...\n`;
    const { result } = await ask({ stdout });
    expect(result).toMatchObject({
      success: false,
      message: `failed: ${line}`,
      content: { error_reason: reason },
    });
  });

  it('takes no line of the answer itself for a refusal', async () => {
    const answer = 'This error is raised like so:\nlitellm.RateLimitError: OpenAIException - slow down\n';
    const { result } = await ask({
      stdout: `${answer}\nTokens: 1.2k sent, 53 received.\nApplied edit to a.py\n`,
    });
    expect(result.success).toBe(true);
  });

  it('types a failure to start by its error stream', async () => {
    const { result } = await ask({ exitCode: 1, stderr: 'Unauthorized: 401' });
    expect(result).toMatchObject({ success: false, content: { error_reason: 'auth', exit_code: 1 } });
    const other = await ask({
      exitCode: 2,
      stderr: 'usage: aider\naider: error: unrecognized arguments: --x',
    });
    expect(other.result.content).toMatchObject({ error_reason: 'tool_error' });
    expect(other.result.message).toContain('unrecognized arguments');
  });
});
