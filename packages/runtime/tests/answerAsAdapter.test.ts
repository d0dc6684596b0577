import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerAsAdapter } from '../src/answerAsAdapter.js';
import { useTestHome } from './support/testHome.js';

const request = (more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ capability: 'version', payload: {}, tool: 'prettier', ...more });

describe('answerAsAdapter', () => {
  const machine = useTestHome();
  const answer = (id: string, input: string, env: Readonly<Record<string, string>> = {}) =>
    answerAsAdapter(machine.settings({ env: { PATH: `${machine.bin}:/usr/bin:/bin`, ...env } }), {
      id,
      input,
      signal: new AbortController().signal,
    });

  it('answers one request with one line of JSON and exit code 0', async () => {
    machine.program('prettier', 'echo 3.6.2');
    const { output, exitCode } = await answer('prettier', request());
    expect(output.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(output)).toMatchObject({ success: true, message: '3.6.2' });
    expect(exitCode).toBe(0);
  });

  it('ends with the tool’s own exit code when it fails', async () => {
    machine.program('prettier', 'echo broken >&2; exit 7');
    const { output, exitCode } = await answer('prettier', request());
    expect(JSON.parse(output)).toMatchObject({ success: false, message: expect.stringContaining('broken') });
    expect(exitCode).toBe(7);
  });

  it.each(['', 'not json', '[]', '{"payload":{}}'])(
    'answers the bad request %j in the same form',
    async (input) => {
      machine.program('prettier');
      const { output, exitCode } = await answer('prettier', input);
      expect(JSON.parse(output)).toMatchObject({ success: false, message: expect.any(String) });
      expect(exitCode).toBe(1);
    },
  );

  it('gives the tool the caller’s environment, masks its secrets and keeps the vault’s passphrase back', async () => {
    const path = machine.program('codex', 'env >"$0.env"; echo "1.0 $OPENAI_API_KEY"');
    const { output } = await answer('codex', request({ tool: 'codex' }), {
      OPENAI_API_KEY: 'shell-value-of-it',
      AIM_PASSPHRASE: 'open-sesame',
      EXTRA: 'yes',
    });
    const env = readFileSync(`${path}.env`, 'utf8');
    expect(env).toContain('OPENAI_API_KEY=shell-value-of-it');
    expect(env).toContain('EXTRA=yes');
    expect(env).not.toContain('open-sesame');
    expect(output).not.toContain('shell-value-of-it');
  });

  it('names what is nearest to an adapter that does not exist', async () => {
    await expect(answer('prettie', request())).rejects.toMatchObject({
      code: 'ADAPTER_UNKNOWN',
      exitCode: 5,
      message: expect.stringContaining("'prettie'"),
      hint: expect.stringContaining("Did you mean 'prettier'?"),
    });
    await expect(answer('constructor', request())).rejects.toMatchObject({
      code: 'ADAPTER_UNKNOWN',
      hint: expect.stringMatching(/^The built-in adapters: aider, /),
    });
  });

  it('says that the tool is not installed', async () => {
    await expect(answer('jules', request(), { PATH: machine.bin })).rejects.toMatchObject({
      code: 'ADAPTER_TOOL_MISSING',
      exitCode: 3,
      message: expect.stringContaining('jules'),
      hint: expect.any(String),
    });
  });
});
