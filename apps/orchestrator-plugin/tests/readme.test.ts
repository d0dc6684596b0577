import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { exitCodes } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { orchestratorErrorTable } from '../src/errors.js';
import { useMachine } from './support/machine.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  const machine = useMachine();

  it('has at most 60 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  });

  it('lists every error of the package, and no other', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (\d+) +\| (.+?) +\|$/gm)].map((row) =>
      row.slice(1),
    );
    const errors = Object.entries(orchestratorErrorTable).map(([code, { exit, about }]) => [
      code,
      String(exitCodes[exit]),
      about,
    ]);
    expect(rows).toEqual(errors);
  });

  it('has an example that runs', async () => {
    const program = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    machine.write('bin/prettier', '#!/bin/sh\nexit 0\n', 0o755);
    machine.write('work/a.json', '{}\n');
    const outfile = `${machine.path}/example.mjs`;
    await build({
      stdin: { contents: program, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['@aim/source'],
      mainFields: ['module', 'main'],
      alias: {
        '@aim/orchestrator-plugin': fileURLToPath(new URL('../src/index.ts', import.meta.url)),
      },
      external: ['keytar'],
      banner: {
        js: `import { createRequire as requireOf } from 'node:module'; globalThis.require = requireOf(import.meta.url);`,
      },
      logLevel: 'silent',
    });
    const { stdout } = await promisify(execFile)(process.execPath, [outfile], {
      cwd: machine.work,
      env: { ...machine.env },
    });
    expect(stdout.split('\n')[0]).toMatch(/^true .* true 0$/);
    expect(stdout.split('\n').slice(1, 4)).toEqual(
      ['health_check', 'preflight', 'tool_invoke'].map((type) => expect.stringMatching(`^${type} `)),
    );
  });
});
