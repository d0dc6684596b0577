import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePipxShared } from '../../src/managers/makePipxShared.js';
import { fakeProgram, fakeRuns, managerContext, put } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find((path) => existsSync(path));
const bundled =
  python !== undefined &&
  spawnSync(python, ['-c', 'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 9))']).status === 0;
if (!bundled) console.warn('No Python that carries pip is installed: the test that unpacks it is skipped.');

describe('makePipxShared', () => {
  it.skipIf(!bundled)(
    'unpacks the pip that Python carries, with its command, and nothing else',
    async ({ skip }) => {
      const home = tempDir();
      const program = put(join(home, 'pipx'), `#!${python ?? ''}\n`);
      const path = join(home, 'shared libs');
      if (!(await makePipxShared(path, { program, context: managerContext(home) })))
        skip('this Python carries an older pip');
      const said = execFileSync(join(path, 'bin', 'pip'), ['--version'], { encoding: 'utf8' });
      expect(said).toContain(path);
      const listed = execFileSync(join(path, 'bin', 'python'), ['-m', 'pip', 'list', '--format=freeze'], {
        encoding: 'utf8',
      });
      expect(listed.trim()).toMatch(/^pip==\S+$/);
    },
  );

  it('leaves nothing where a step fails, so that pipx makes its own', async () => {
    const home = tempDir();
    fakeProgram(
      home,
      'python3',
      `mkdir -p '${home}/shared/bin'; ln -s /bin/false '${home}/shared/bin/python'`,
    );
    const program = put(join(home, 'pipx'), '#!/usr/bin/env python3\n');
    const path = join(home, 'shared');
    expect(await makePipxShared(path, { program, context: managerContext(home) })).toBe(false);
    expect(readdirSync(home)).not.toContain('shared');
  });

  it('starts nothing where it cannot tell which Python pipx uses', async () => {
    const home = tempDir();
    const { run, requests } = fakeRuns(() => ({}));
    const program = put(join(home, 'pipx'), '#!/bin/sh\n');
    const context = { ...managerContext(home), run };
    expect(await makePipxShared(join(home, 'shared'), { program, context })).toBe(false);
    expect(requests).toEqual([]);
  });

  it("looks for the environment's Python where its system has it", async () => {
    const home = tempDir();
    const { run, requests } = fakeRuns(() => ({}));
    const program = put(join(home, 'pipx'), '#!/usr/bin/python3\n');
    const context = { ...managerContext(home, { platform: 'win32' }), run };
    expect(await makePipxShared(join(home, 's'), { program, context })).toBe(true);
    expect(requests.map(({ file }) => file)).toEqual([
      '/usr/bin/python3',
      join(home, 's', 'Scripts', 'python.exe'),
    ]);
  });
});
