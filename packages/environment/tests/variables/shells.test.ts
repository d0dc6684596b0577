import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyVariables, planVariables, planVariablesRemoval, type ShellKind } from '../../src/index.js';
import { run, shellPath } from '../support/shells.js';
import { tempDir } from '../support/tempDir.js';

interface Case {
  readonly shell: ShellKind;
  readonly program: string;
  readonly modes: readonly (readonly string[])[];
}

const cases: readonly Case[] = [
  {
    shell: 'bash',
    program: 'bash',
    modes: [
      ['-i', '-c'],
      ['-l', '-c'],
      ['-l', '-i', '-c'],
    ],
  },
  {
    shell: 'zsh',
    program: 'zsh',
    modes: [
      ['-i', '-c'],
      ['-l', '-c'],
      ['-l', '-i', '-c'],
    ],
  },
  { shell: 'fish', program: 'fish', modes: [['-c'], ['-i', '-c'], ['-l', '-c']] },
  { shell: 'sh', program: 'dash', modes: [['-l', '-c']] },
  { shell: 'powershell', program: 'pwsh', modes: [['-NonInteractive', '-Command']] },
];

const values = {
  PIP_CACHE_DIR: "/it's a \"cache\"/$HOME/`id`/\\x\\\\ '' !x! %y% #z",
  UV_CACHE_DIR: '/größe 😀/~/*?[a]{b,c}',
  RUFF_CACHE_DIR: "\\'",
};

/** A login shell's own files may set the rest of PATH. */
function expectFirstInPath(path: string | undefined, folders: readonly string[]): void {
  const entries = path?.split(':') ?? [];
  expect(entries.slice(0, folders.length)).toEqual(folders);
  expect(entries.slice(folders.length)).toEqual(expect.arrayContaining(['/usr/bin', '/bin']));
  expect(entries.filter((entry) => folders.includes(entry))).toHaveLength(folders.length);
}

for (const { shell, program, modes } of cases) {
  const path = shellPath(program);
  describe.skipIf(path === undefined || process.platform === 'win32')(`env apply for ${shell}`, () => {
    const started = async (home: string, mode: readonly string[], script: string) => {
      const env = { HOME: home, PATH: '/usr/bin:/bin', TERM: 'dumb', LANG: 'C.UTF-8' };
      return run({ file: path!, args: [...mode, script], env, timeoutMs: 20_000 });
    };
    const print = `${process.execPath} -p 'JSON.stringify(process.env)'`;

    async function applied(home: string) {
      const folders = [join(home, "sh'ims & $more"), join(home, 'tools')];
      const effects = { home, stateDir: join(home, 'state'), runner: run, env: {} };
      const plan = await planVariables({ variables: values, path: folders, shells: [shell] }, effects);
      await applyVariables(plan, effects);
      return { folders, effects };
    }

    for (const mode of modes) {
      it(`is read by ${program} ${mode.join(' ')}`, async () => {
        const home = tempDir();
        const { folders } = await applied(home);
        const { stdout, exitCode } = await started(home, mode, print);
        expect(exitCode).toBe(0);
        const env = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, string>;
        expect(env).toMatchObject(values);
        expectFirstInPath(env.PATH, folders);
      });
    }

    it('adds nothing twice to PATH in a shell within a shell, and keeps working in its own file order', async () => {
      const home = tempDir();
      const { folders } = await applied(home);
      const mode = modes[0]!;
      const nested =
        shell === 'fish'
          ? `${path} -c "${print.replaceAll('"', '\\"')}"`
          : `"${path}" ${mode.join(' ')} "${print}"`;
      const { stdout } = await started(home, mode, nested);
      const env = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, string>;
      expectFirstInPath(env.PATH, folders);
    });

    it('leaves no variable and no file behind when it is removed', async () => {
      const home = tempDir();
      const { effects } = await applied(home);
      for (const plan of await planVariablesRemoval(effects)) await applyVariables(plan, effects);
      const { stdout } = await started(home, modes[0]!, print);
      expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).not.toHaveProperty('PIP_CACHE_DIR');
      rmSync(join(home, '.config'), { recursive: true, force: true });
      rmSync(join(home, '.local'), { recursive: true, force: true });
      rmSync(join(home, '.cache'), { recursive: true, force: true });
      expect(readdirSync(home)).toEqual([]);
    });
  });
}

describe.skipIf(process.platform === 'win32' || shellPath('bash') === undefined)(
  'the login profile of bash',
  () => {
    it.each([
      ['.bash_profile', ['.bash_profile', '.profile']],
      ['.bash_login', ['.bash_login', '.profile']],
      ['.profile', ['.profile']],
      ['.profile', []],
    ])('is %s where there is %j', async (expected, existing) => {
      const home = tempDir();
      for (const name of existing) writeFileSync(join(home, name), `export SEEN=${name}\n`);
      const effects = { home, stateDir: join(home, 'state'), runner: run, env: {} };
      const plan = await planVariables({ variables: { AIM_X: 'yes' }, path: [], shells: ['bash'] }, effects);
      await applyVariables(plan, effects);
      expect(readFileSync(join(home, expected), 'utf8')).toContain("export AIM_X='yes'");
      const env = { HOME: home, PATH: '/usr/bin:/bin' };
      const result = await run({
        file: shellPath('bash')!,
        args: ['-l', '-c', 'echo $AIM_X $SEEN'],
        env,
        timeoutMs: 20_000,
      });
      expect(result.stdout.trim()).toBe(['yes', ...existing.slice(0, 1)].join(' '));
    });

    it('is read where .bashrc returns early for a shell that is not interactive', async () => {
      const home = tempDir();
      writeFileSync(join(home, '.bashrc'), 'case $- in *i*) ;; *) return ;; esac\n');
      mkdirSync(join(home, 'state'));
      const effects = { home, stateDir: join(home, 'state'), runner: run, env: { SHELL: '/bin/bash' } };
      await applyVariables(await planVariables({ variables: { AIM_X: 'yes' }, path: [] }, effects), effects);
      for (const mode of [
        ['-l', '-c'],
        ['-i', '-c'],
      ]) {
        const env = { HOME: home, PATH: '/usr/bin:/bin' };
        const result = await run({
          file: shellPath('bash')!,
          args: [...mode, 'echo $AIM_X'],
          env,
          timeoutMs: 20_000,
        });
        expect(result.stdout.trim()).toBe('yes');
      }
    });
  },
);
