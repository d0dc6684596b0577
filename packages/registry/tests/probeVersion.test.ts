import { createRunner } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { detectTools } from '../src/detectTools.js';
import { probeVersion } from '../src/probeVersion.js';
import { ran } from '../../../tools/testing/ran.mjs';
import { tool } from './support/samples.js';
import { useTempDir } from './support/tempDir.js';

const definition = tool('one', { versionCommand: ['one', '--version'], secrets: ['ONE_LOGIN'] });

describe('probeVersion', () => {
  it('starts the detected file, not the name, and gives it no secret', async () => {
    const seen: unknown[] = [];
    const version = await probeVersion(
      definition,
      { path: '/opt/one' },
      {
        run: (request) => {
          seen.push(request);
          return Promise.resolve(ran({ stdout: '\n one 1.2.3 \nmore' }));
        },
        env: {
          PATH: '/bin',
          HOME: '/home/u',
          ONE_LOGIN: 'x',
          OPENAI_API_KEY: 'x',
          GITHUB_TOKEN: 'x',
          AIM_PASSPHRASE: 'x',
          npm_config_password: 'x',
          NODE_EXTRA_CA_CERTS: '/x.pem',
          KEYBOARD: 'de',
          GONE: undefined,
        },
        cwd: '/work',
      },
    );
    expect(version).toBe('one 1.2.3');
    expect(seen).toEqual([
      {
        file: '/opt/one',
        args: ['--version'],
        env: { PATH: '/bin', HOME: '/home/u', KEYBOARD: 'de' },
        timeoutMs: 5000,
        maxOutputBytes: 65_536,
        cwd: '/work',
      },
    ]);
  });

  it.each([
    ['standard error when standard output is empty', { stderr: 'v2\n' }, 'v2'],
    ['one harmless line', { stdout: '\x1b[1m3.0\x1b[0m\r\nx' }, '\\x1b[1m3.0\\x1b[0m'],
    ['nothing of a failing tool', { exitCode: 1, stdout: '1.0' }, null],
    ['nothing of a tool that hangs', { exitCode: 0, timedOut: true, stdout: '1.0' }, null],
    ['nothing of a silent tool', {}, null],
  ])('reads %s', async (_, facts, expected) => {
    const run = () => Promise.resolve(ran(facts));
    expect(await probeVersion(definition, { path: '/opt/one' }, { run, env: {} })).toBe(expected);
  });

  it('has no version of a tool that is not there, has no command or cannot be started', async () => {
    const run = () => Promise.reject(new Error('cannot start'));
    expect(await probeVersion(definition, { path: null }, { run })).toBeNull();
    expect(await probeVersion(tool('one'), { path: '/opt/one' }, { run })).toBeNull();
    expect(await probeVersion(definition, { path: '/opt/one' }, { run })).toBeNull();
  });
});

describe('probeVersion with real tools', () => {
  const dir = useTempDir();

  it('asks each for itself', async () => {
    dir.write('one', '#!/bin/sh\necho "one 1.0 $1"\n', 0o755);
    dir.write('two', '#!/bin/sh\nexit 9\n', 0o755);
    const env = { PATH: dir.path };
    const tools = { one: definition, two: tool('two', { versionCommand: ['two', '-V'] }) };
    const [one, two] = detectTools({ tools }, { env });
    const { signal } = new AbortController();
    const effects = { run: createRunner(), env, signal };
    expect(await probeVersion(tools.one, { path: one?.path ?? null }, effects)).toBe('one 1.0 --version');
    expect(await probeVersion(tools.two, { path: two?.path ?? null }, effects)).toBeNull();
  });
});
