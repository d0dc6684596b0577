import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { builtInAdapters } from '../src/builtInAdapters.js';
import { defineAdapter } from '../src/defineAdapter.js';
import { loadAdapter } from '../src/loadAdapter.js';
import { aider } from '../src/tools/aider.js';
import { claudeCli } from '../src/tools/claudeCli.js';
import { fakeTool, nastyPrompts } from './kit/fakeTool.js';
import { invoke, invokeRecorded, plainEnv, replay, tempDir } from './kit/invoke.js';
import { runner } from './kit/runner.js';

describe('an adapter', () => {
  it.each(['nope', '__proto__', 'toString'])(
    'refuses the capability %j without starting the tool',
    async (capability) => {
      expect(await invoke(aider, capability)).toEqual({
        success: false,
        message: `Capability '${capability}' is not supported by aider`,
        content: { error_reason: 'tool_error' },
      });
    },
  );

  it('refuses a payload without a prompt without starting the tool', async () => {
    const result = await invoke(aider, 'code_generation', { payload: { files: [] } });
    expect(result).toMatchObject({ success: false, content: { error_reason: 'tool_error' } });
    expect(result.message).toBe('The payload has no "prompt".');
  });

  it.each([
    [{ exitCode: null, timedOut: true }, 'timeout', 'Adapter timed out after 2.5s'],
    [{ exitCode: null, startError: 'ENOENT' }, 'not_installed', 'could not be started (ENOENT)'],
    [{ exitCode: null, startError: 'EACCES' }, 'crashed', 'could not be started (EACCES)'],
    [{ exitCode: null, aborted: true }, 'crashed', 'was stopped before it finished'],
    [{ exitCode: null, signal: 'SIGSEGV' as const }, 'crashed', 'was ended by SIGSEGV'],
    [
      { exitCode: 127, stderr: 'env: python3: not found' },
      'not_installed',
      'could not be started (exit code 127)',
    ],
  ])('types %j as %s', async (output, reason, message) => {
    const { result } = await invokeRecorded(aider, 'code_generation', {
      output,
      payload: { prompt: 'p' },
      timeoutMs: 2_500,
    });
    expect(result).toMatchObject({ success: false, message, content: { error_reason: reason, attempts: 1 } });
  });

  it('hands timeout, secrets to mask, folder, environment and signal to the runner', async () => {
    const { run, starts } = replay({ stdout: 'aider 0.86.2' });
    const cwd = tempDir();
    const { signal } = new AbortController();
    const context = { run, cwd, mask: ['s3cret-value'], env: { KEY: 's3cret-value' }, signal };
    await invoke(aider, 'version', { context, timeoutMs: 1234 });
    expect(starts[0]).toMatchObject({
      file: '/opt/tool',
      timeoutMs: 1234,
      cwd,
      mask: ['s3cret-value'],
      signal,
    });
    expect(starts[0]?.env.KEY).toBe('s3cret-value');
  });

  it('leaves no message file behind', async () => {
    const { start } = await invokeRecorded(aider, 'code_generation', {
      output: {},
      payload: { prompt: 'p' },
    });
    const path =
      start.args.find((arg) => arg.startsWith('--message-file='))?.slice('--message-file='.length) ?? '';
    expect(start.inputFile).toBe('p');
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(tmpdir())).not.toContain(path.split(/[\\/]/).at(-2));
  });

  it('gives the second way to ask only the time that is left', async () => {
    const { run, starts } = replay(
      { exitCode: 1, stderr: 'error: unknown option', durationMs: 400 },
      { stdout: 'Done' },
    );
    const result = await invoke(claudeCli, 'code_generation', {
      payload: { prompt: 'p' },
      context: { run },
      timeoutMs: 1000,
    });
    expect(starts.map(({ timeoutMs }) => timeoutMs)).toEqual([1000, 600]);
    expect(result).toMatchObject({ success: true, content: { attempts: 2, used_json_fallback: true } });
  });

  it('lets a bug of its own surface instead of calling it a failure of the tool', async () => {
    const broken = defineAdapter('broken', {
      version: {
        build: () => {
          throw new TypeError('bug');
        },
        parse: () => ({ success: true, message: '' }),
      },
    });
    await expect(invoke(broken, 'version')).rejects.toThrow('bug');
  });
});

const editors = ['aider', 'claude-cli', 'codex', 'gemini', 'jules'];

describe.skipIf(process.platform === 'win32')('an AI tool started for real', () => {
  it.each(editors)('%s gets every prompt unspoiled and what it edited is seen', async (id) => {
    const adapter = (await loadAdapter(id)) as Adapter;
    for (const prompt of nastyPrompts) {
      const cwd = tempDir();
      writeFileSync(join(cwd, '-x y.txt'), 'one\n');
      const { executable, received } = fakeTool(tempDir(), {
        edits: [join(cwd, '-x y.txt'), join(cwd, 'new.txt')],
        stdout: '{"type":"turn.completed"}',
      });
      const result = await invoke(adapter, 'refactoring', {
        payload: { prompt, files: ['-x y.txt', 'new.txt'] },
        context: { run: runner, executable, cwd, env: plainEnv() },
      });
      const { argv, stdin, message } = received();
      const given = message ?? (stdin === '' ? argv.at(-1) : stdin);
      expect(given?.startsWith(prompt) || given === `\n${prompt}`).toBe(true);
      expect(argv.filter((arg) => arg.startsWith('-x'))).toEqual([]);
      expect(result).toMatchObject({
        success: true,
        content: {
          files_modified: ['-x y.txt'],
          files_created: ['new.txt'],
          lines_added: 2,
          lines_removed: 0,
        },
      });
    }
  });

  it.each(editors)('%s is never told to skip all permissions', async (id) => {
    const adapter = (await loadAdapter(id)) as Adapter;
    const { start } = await invokeRecorded(adapter, 'code_generation', {
      output: {},
      payload: { prompt: 'p', trust_project: true },
    });
    expect(start.args.join(' ')).not.toMatch(/dangerous|yolo|bypass|full-access/);
  });

  it('times out', async () => {
    const folder = tempDir();
    const executable = join(folder, 'slow');
    writeFileSync(executable, `#!${process.execPath}\nsetInterval(() => undefined, 1000);\n`, {
      mode: 0o755,
    });
    const result = await invoke(aider, 'version', { context: { run: runner, executable }, timeoutMs: 1000 });
    expect(result).toMatchObject({ success: false, message: 'Adapter timed out after 1s' });
  });
});

describe('version and version_checking', () => {
  it.each(builtInAdapters)('of $id give the version found in the output', async ({ id }) => {
    const adapter = (await loadAdapter(id)) as Adapter;
    const output = { stdout: `${id} 12.3.4-rc.1 (build)\n`, stderr: 'note' };
    for (const capability of ['version', 'version_checking']) {
      const { result, start } = await invokeRecorded(adapter, capability, { output });
      expect(start.args).toEqual([id === 'jules' ? 'version' : '--version']);
      expect(result).toMatchObject({ success: true, message: '12.3.4-rc.1' });
      expect(result.content).toMatchObject({ ...output, exit: 0, version: '12.3.4-rc.1' });
    }
  });
});
