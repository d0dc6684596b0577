import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileDescriptorOutput } from '../src/output.js';
import { useTempHome } from './support/tempHome.js';

const builtAim = new URL('../bin/aim.cjs', import.meta.url).pathname;

const home = useTempHome();

describe('fileDescriptorOutput', () => {
  it('takes its width from COLUMNS where there is no terminal, else 80', () => {
    const output = (env: Record<string, string>): ReturnType<typeof fileDescriptorOutput> =>
      fileDescriptorOutput(1, env);
    if (output({}).isTTY) return;
    expect(output({}).columns).toBe(80);
    expect(output({ COLUMNS: '132' }).columns).toBe(132);
    expect(output({ COLUMNS: 'wide' }).columns).toBe(80);
    expect(output({ COLUMNS: '0' }).columns).toBe(80);
  });

  it('writes nothing for an empty text', () => {
    expect(() => fileDescriptorOutput(2, {}).write('')).not.toThrow();
  });

  it.skipIf(!existsSync('/dev/full'))('says so when the disk is full, in words also with --json', () => {
    const full = openSync('/dev/full', 'w');
    const run = (args: readonly string[]) =>
      spawnSync(process.execPath, [builtAim, ...args], {
        env: { PATH: process.env.PATH, HOME: home.root, AIM_HOME: home.root },
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
    for (const args of [
      ['config', 'schema'],
      ['config', 'schema', '--json'],
    ]) {
      expect(run(args)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('(ENOSPC) [OUTPUT_FAILED]'),
      });
    }
    closeSync(full);
  });
});
