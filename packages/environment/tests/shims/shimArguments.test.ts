import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyShims, planShims } from '../../src/index.js';
import { run, shellPath } from '../support/shells.js';
import { tempDir } from '../support/tempDir.js';
import { echoProgram, writeProgram } from '../support/writeProgram.js';

const awkward = fc.constantFrom(
  '',
  ' ',
  "'",
  '"',
  '%',
  '%PATH%',
  '!',
  '^',
  '&',
  '\n',
  '\r\n',
  '$HOME',
  '`id`',
  '\\',
  '*',
  '--',
  '-e',
  'ä€😀',
  '\t',
  '~',
  '%%',
  '^^',
  '!x!',
  ';',
  '#',
);
const argument = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'binary' })), { maxLength: 4 })
  .map((parts) => parts.join('').replaceAll('\0', ''));
const vector = fc
  .array(argument, { maxLength: 6 })
  .map((args) => args.map((arg) => Buffer.from(arg).toString()));

function makeShim(name = 'echo args') {
  const root = tempDir();
  const target = writeProgram(join(root, "so urce'$x", name), echoProgram);
  const settings = {
    path: join(root, 'b in'),
    sources: [join(root, "so urce'$x")],
    priority: [],
    denyList: [],
    variables: { XDG_CACHE_HOME: `${root}/c'a "$che\\`, PIP_CACHE_DIR: `${root}/pip` },
  };
  applyShims(planShims(settings));
  return { shim: join(settings.path, name), target, settings };
}

const shells = ['sh', 'dash', 'bash', 'zsh'].map((name) => ({ name, path: shellPath(name) }));

describe.skipIf(process.platform === 'win32')('a shim', () => {
  it('hands every argument on as it is', async () => {
    const { shim, settings } = makeShim();
    await fc.assert(
      fc.asyncProperty(vector, async (args) => {
        const result = await run({
          file: shim,
          args,
          env: { PATH: process.env.PATH ?? '' },
          timeoutMs: 20_000,
        });
        expect(result.exitCode).toBe(0);
        expect(JSON.parse(result.stdout)).toEqual({
          args,
          cache: settings.variables.XDG_CACHE_HOME,
          pip: settings.variables.PIP_CACHE_DIR,
        });
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  for (const { name, path } of shells) {
    it.skipIf(path === undefined)(
      `hands every argument on as it is when ${name} runs it`,
      async () => {
        const { shim } = makeShim();
        await fc.assert(
          fc.asyncProperty(vector, async (args) => {
            const env = { PATH: process.env.PATH ?? '' };
            const result = await run({ file: path!, args: [shim, ...args], env, timeoutMs: 20_000 });
            expect(JSON.parse(result.stdout)).toMatchObject({ args });
          }),
          { numRuns: 12 },
        );
      },
      120_000,
    );
  }

  it.each([0, 1, 2, 9, 127, 255])('ends with exit code %i when its command does', async (code) => {
    const { shim } = makeShim();
    const env = { PATH: process.env.PATH ?? '', WANTED_CODE: String(code) };
    expect((await run({ file: shim, args: [], env, timeoutMs: 20_000 })).exitCode).toBe(code);
  });

  it('passes the standard input on and ends by the signal that ends its command', async () => {
    const root = tempDir();
    writeProgram(join(root, 'source', 'reader'), '#!/bin/sh\ncat\nkill -TERM $$\n');
    applyShims(
      planShims({
        path: join(root, 'bin'),
        sources: [join(root, 'source')],
        priority: [],
        denyList: [],
        variables: {},
      }),
    );
    const env = { PATH: process.env.PATH ?? '' };
    const result = await run({
      file: join(root, 'bin', 'reader'),
      args: [],
      env,
      stdin: 'a\nb',
      timeoutMs: 20_000,
    });
    expect(result).toMatchObject({ stdout: 'a\nb', signal: 'SIGTERM' });
  });
});
