import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aimProgram, ensureBuilt, runBuilt, startBuilt } from './support/builtAim.js';
import { installScriptTools } from './support/scriptTool.js';
import { useTempHome } from './support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

interface Report {
  readonly env: Record<string, string>;
  readonly argv: readonly string[];
  readonly cwd: string;
}

/** What the program in PATH called `probe` saw. */
const report = (): Report => JSON.parse(readFileSync(join(home.project, 'report.json'), 'utf8')) as Report;
const variables = (names: readonly string[]): unknown =>
  Object.fromEntries(names.map((name) => [name, report().env[name]]));

/** The environment of a command of `aim run`, which starts `aim` itself then. */
async function inside(options: readonly string[]): Promise<Record<string, string>> {
  await home.aim(['run', ...options, '--', 'probe']);
  return report().env;
}

const secrets = { ALPHA_KEY: 'alpha-value', BETA_KEY: 'beta-value', GITHUB_TOKEN: 'token-value' };
const names = Object.keys(secrets);

beforeEach(async () => {
  await home.aim(['secrets', 'import', '-', '--format', 'json'], { stdin: JSON.stringify(secrets) });
  home.program(
    'probe',
    `const { env, argv } = process;
     require('node:fs').writeFileSync('report.json', JSON.stringify({ env, argv: argv.slice(2), cwd: process.cwd() }));
     process.exitCode = Number(argv[2] === '--exit' ? argv[3] : 0);`,
  );
  home.program('speak', `for (const name of process.argv.slice(2)) console.log(process.env[name]);`);
});

describe('aim run gives the command', () => {
  it('the secrets that are named, and no other', async () => {
    const ran = await home.aim(['run', '--secret', 'ALPHA_KEY', '--', 'probe']);
    expect(ran).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(variables(names)).toEqual({ ALPHA_KEY: 'alpha-value' });
  });

  it('the four usual keys that are stored when none is named', async () => {
    await home.aim(['run', '--', 'probe']);
    expect(variables(names)).toEqual({ GITHUB_TOKEN: 'token-value' });
  });

  it('every secret with --all', async () => {
    await home.aim(['run', '--all', '--', 'probe']);
    expect(variables(names)).toEqual(secrets);
  });

  it('what a tool may see with --tool, and hides every other secret of the caller', async () => {
    installScriptTools(home, [{ id: 'one', adapter: '', secrets: ['BETA_KEY'] }]);
    const env = { ALPHA_KEY: 'from the shell', GITHUB_TOKEN: 'from the shell', OTHER: 'stays' };
    await home.aim(['run', '--tool', 'one', '--', 'probe'], { env });
    expect(variables([...names, 'OTHER'])).toEqual({ BETA_KEY: 'beta-value', OTHER: 'stays' });
  });

  it('the environment and the folder it was called with, without aim’s own passphrase', async () => {
    await home.aim(['run', 'probe'], { env: { OTHER: 'stays', AIM_PASSPHRASE: 'horse' } });
    expect(report().cwd).toBe(home.project);
    expect(variables(['OTHER', 'AIM_PASSPHRASE'])).toEqual({ OTHER: 'stays' });
  });

  it('its own options, --help and -- among them', async () => {
    const words = ['--help', '--secret', 'X', '--', '-h', '', 'two words'];
    await home.aim(['run', 'probe', ...words]);
    expect(report().argv).toEqual(words);
  });

  it('values in no argument', async () => {
    await home.aim(['run', '--all', '--', 'probe', 'word']);
    expect(report().argv).toEqual(['word']);
  });
});

describe('aim run ends', () => {
  it.each([0, 1, 9, 77])('with the command’s own exit code %i', async (code) => {
    expect((await home.aim(['run', '--', 'probe', '--exit', String(code)])).exitCode).toBe(code);
  });

  it('with 128 + N when signal N ended the command', async () => {
    home.program('die', `process.kill(process.pid, 'SIGKILL')`);
    expect((await home.aim(['run', '--', 'die'])).exitCode).toBe(137);
  });

  it('with 3 when the command is not in PATH', async () => {
    const ran = await home.aim(['run', '--', 'prob', 'sk-canary']);
    expect(ran.exitCode).toBe(3);
    expect(ran.stderr).toContain("There is no command 'prob' [COMMAND_NOT_FOUND]");
    expect(ran.stderr).not.toContain('canary');
  });

  it('with 3 when a bare name stands for a file of the folder only', async () => {
    home.write('project/local', '#!/bin/sh\nexit 0\n', 0o755);
    expect((await home.aim(['run', '--', 'local'])).exitCode).toBe(3);
    expect((await home.aim(['run', '--', './local'])).exitCode).toBe(0);
  });

  it('with 4 when the system cannot start the command', async () => {
    home.write('bin/broken', '#!/no/such/interpreter\n', 0o755);
    const ran = await home.aim(['run', '--', 'broken']);
    expect(ran.exitCode).toBe(4);
    expect(ran.stderr).toContain('[COMMAND_NOT_STARTED]');
  });

  it('with 5 when a secret is not stored, without starting anything', async () => {
    const ran = await home.aim(['run', '--secret', 'ALPHA_KEY', '--secret', 'GAMMA_KEY', '--', 'probe']);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('The vault holds no GAMMA_KEY [SECRET_MISSING]');
    expect(home.files('project')).toEqual([]);
  });

  it('with 5 when the tool is not configured', async () => {
    const ran = await home.aim(['run', '--json', '--tool', 'nobody', '--', 'probe']);
    expect(ran.exitCode).toBe(5);
    expect(ran.json()).toMatchObject({ error: { code: 'TOOL_UNKNOWN' } });
  });

  it('with 5 inside another aim run, without starting, recording or releasing anything', async () => {
    const env = await inside(['--secret', 'ALPHA_KEY']);
    const log = join(home.aimHome, 'state/audit/audit.jsonl');
    const before = readFileSync(log, 'utf8');
    const ran = await home.aim(['run', '--secret', 'BETA_KEY', '--', 'probe'], { env });
    expect(ran).toMatchObject({ exitCode: 5, stdout: '' });
    expect(ran.stderr).toContain("This is inside another 'aim run'");
    expect(ran.stderr).toContain('clear the variable AIM_INSIDE_RUN');
    expect(readFileSync(log, 'utf8')).toBe(before);
    const json = await home.aim(['run', '--json', '--', 'probe'], { env });
    expect(json.json()).toMatchObject({ error: { code: 'RUN_NESTED' } });
  });

  it('as always inside another aim run once its mark is cleared', async () => {
    const env = await inside(['--all']);
    await home.aim(['run', '--', 'probe'], { env: { ...env, AIM_INSIDE_RUN: '' } });
    expect(variables(['GITHUB_TOKEN', 'AIM_INSIDE_RUN'])).toEqual({
      GITHUB_TOKEN: 'token-value',
      AIM_INSIDE_RUN: '1',
    });
  });

  it('with 5 and the usage when no command is given', async () => {
    for (const argv of [['run'], ['run', '--all', '--'], ['run', '--secret']]) {
      const ran = await home.aim(argv);
      expect(ran).toMatchObject({ exitCode: 5, stdout: '' });
      expect(ran.stderr).toContain("See 'aim run --help'.");
    }
  });
});

describe('aim run records', () => {
  it('the secrets it released and the command by name, and no argument of it', async () => {
    await home.aim(['run', '--secret', 'ALPHA_KEY', '--', 'probe', 'an-argument']);
    const log = await home.aim(['audit', 'show', '--json', '--limit', '1']);
    expect(log.json()).toMatchObject([
      { event_type: 'secret_access', details: { secrets: ['ALPHA_KEY'], command: 'probe', arguments: 1 } },
    ]);
    expect(log.stdout).toContain('ALPHA_KEY');
    expect(log.stdout).not.toMatch(/alpha-value|an-argument/);
  });
});

describe('the built aim run', () => {
  it('inside itself starts nothing; a tool that aim starts there is not inside', async () => {
    const inner = `const { spawnSync } = require('node:child_process');
      const ran = spawnSync(process.execPath, [${JSON.stringify(aimProgram)}, 'run', '--secret', 'BETA_KEY', '--',
        'probe'], { encoding: 'utf8' });
      require('node:fs').writeFileSync('inner.json', JSON.stringify(ran));`;
    home.program('inner', inner);
    const tool = `(await import('node:module')).createRequire(import.meta.url)(${JSON.stringify(`${home.bin}/inner`)}); answer({});`;
    installScriptTools(home, [{ id: 'one', adapter: tool, secrets: [] }]);
    const innerRan = (): unknown => JSON.parse(readFileSync(join(home.project, 'inner.json'), 'utf8'));

    await runBuilt(home, ['run', '--secret', 'ALPHA_KEY', '--', 'inner']);
    expect(innerRan()).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('[RUN_NESTED]') as unknown,
    });
    expect(existsSync(join(home.project, 'report.json'))).toBe(false);

    await runBuilt(home, [
      'run',
      '--secret',
      'ALPHA_KEY',
      '--',
      process.execPath,
      aimProgram,
      'invoke',
      'editing',
    ]);
    expect(innerRan()).toMatchObject({ status: 0, stderr: '' });
    expect(variables(names)).toEqual({ BETA_KEY: 'beta-value' });
  });

  it('masks the values in what the command writes into a pipe', async () => {
    const ran = await runBuilt(home, ['run', '--secret', 'ALPHA_KEY', '--', 'speak', 'ALPHA_KEY', 'HOME']);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).not.toContain('alpha-value');
    expect(ran.stdout).toContain(home.home);
  });

  it.skipIf(process.platform === 'win32')('has no value for a report of Node to hold', async () => {
    home.program(
      'ask',
      `const { readdirSync } = require('node:fs');
       process.kill(process.ppid, 'SIGUSR2');
       for (let turn = 0; turn < 600 && !readdirSync('.').some((name) => name.startsWith('report')); turn += 1)
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);`,
    );
    const env = { NODE_OPTIONS: `--report-on-signal --report-signal=SIGUSR2 --report-dir=${home.project}` };
    await runBuilt(home, ['run', '--secret', 'ALPHA_KEY', '--', 'ask'], { env });
    const [report = ''] = home.files('project');
    const text = readFileSync(report, 'utf8');
    expect(text).toContain('"environmentVariables"');
    expect(text).not.toContain('alpha-value');
  });

  it('hands its standard input to the command', async () => {
    home.program('echo', `process.stdin.pipe(process.stdout)`);
    const ran = await runBuilt(home, ['run', 'echo'], { stdin: 'through' });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'through' });
  });

  it('hands signals on and returns what the command makes of them', async () => {
    home.program(
      'wait',
      `process.on('SIGTERM', () => { process.exitCode = 42; clearInterval(timer); });
       const timer = setInterval(() => {}, 1000); console.log('ready');`,
    );
    const run = startBuilt(home, ['run', 'wait']);
    await run.printed('ready');
    run.child.kill('SIGTERM');
    expect((await run.ended).exitCode).toBe(42);
  });

  it('shows another program’s help, not its own', async () => {
    home.program('git', `console.log('git help for', process.argv.slice(2).join(' '))`);
    const ran = await runBuilt(home, ['run', 'git', '--help']);
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'git help for --help\n' });
  });

  it('explains itself when the command line is wrong or asks for it', async () => {
    expect((await runBuilt(home, ['run', '--help'])).stdout).toContain('aim run');
    const wrong = await runBuilt(home, ['run', '--tol', 'x', '--', 'probe', '--help']);
    expect(wrong).toMatchObject({ exitCode: 5, stdout: '' });
    expect(wrong.stderr).toContain("Did you mean '--tool'?");
  });
});
