import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

/** Another build's `aim.cjs` may be named. */
const aim = process.env.AIM_REAL_AIM ?? new URL('../../apps/cli/bin/aim.cjs', import.meta.url).pathname;
const example = new URL('../../config/examples/full.aim_config.json', import.meta.url).pathname;
const managers = ['pipx', 'uv', 'npm'] as const;
type Manager = (typeof managers)[number];

/** Every manager keeps what it downloads here, so that only what comes first waits for the network. */
const caches = mkdtempSync(join(tmpdir(), 'aim-real-caches-'));
const places: Partial<Record<Manager, string>> = {};
const missing: Partial<Record<Manager, string>> = {};

beforeAll(async () => {
  for (const manager of managers) {
    places[manager] = programPath(manager);
    if (places[manager] === undefined) missing[manager] = `${manager} is not in PATH`;
  }
  await Promise.all([
    registryAnswers('https://pypi.org/simple/ruff/').catch((why: Error) => {
      missing.pipx ??= missing.uv ??= `PyPI cannot be reached: ${why.message}`;
    }),
    promisify(execFile)('npm', ['view', 'prettier@3.6.2', 'version']).catch((why: Error) => {
      missing.npm ??= `npm's registry cannot be reached: ${why.message.split('\n')[0] ?? ''}`;
    }),
  ]);
  for (const why of new Set(Object.values(missing))) notice(`skipped: ${why}`);
});

afterAll(() => rmSync(caches, { recursive: true, force: true, maxRetries: 5 }));

async function registryAnswers(url: string): Promise<void> {
  const { status } = await fetch(url, { method: 'HEAD' });
  if (status !== 200) throw new Error(`status ${status}`);
}

function programPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function notice(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** An empty home in which every start of a package manager is written down. */
function newMachine() {
  const root = mkdtempSync(join(tmpdir(), 'aim-real-setup-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
  const [home, wrappers, log] = [join(root, 'home'), join(root, 'wrappers'), join(root, 'log')];
  for (const path of [home, wrappers]) mkdirSync(path);
  writeFileSync(log, '');
  for (const manager of managers) {
    const program = places[manager];
    if (program !== undefined) wrap({ program, wrapper: join(wrappers, manager), log });
  }
  const env: Record<string, string | undefined> = {
    ...process.env,
    HOME: home,
    AIM_HOME: join(home, 'aim'),
    PATH: [wrappers, process.env.PATH].join(delimiter),
    npm_config_prefix: join(home, '.npm-global'),
    npm_config_cache: join(caches, 'npm'),
    PIP_CACHE_DIR: join(caches, 'pip'),
    UV_CACHE_DIR: join(caches, 'uv'),
    DBUS_SESSION_BUS_ADDRESS: '',
    XDG_RUNTIME_DIR: '',
  };
  const tools = join(home, 'aim', 'data', 'tools');
  return {
    started: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
    configure(environment: object): void {
      mkdirSync(join(home, 'aim', 'config'), { recursive: true });
      const config = { version: '1.0.0', environment: { healthChecks: { enabled: false }, ...environment } };
      writeFileSync(join(home, 'aim', 'config', 'aim_config.json'), JSON.stringify(config));
    },
    async aim(...args: readonly string[]) {
      const start = performance.now();
      const child = spawn(process.execPath, [aim, ...args], { cwd: home, env });
      child.stdin.end();
      const [stdout, stderr, [exitCode]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ]);
      return { stdout, stderr, exitCode: exitCode as number, seconds: (performance.now() - start) / 1000 };
    },
    async answer(command: string): Promise<string> {
      const file = join(tools, 'current', 'bin', command);
      const { stdout } = await promisify(execFile)(file, ['--version'], { env, cwd: home });
      return stdout.trim();
    },
    directories(): Readonly<Record<string, string>> {
      const generation = JSON.parse(readFileSync(join(tools, 'current', 'generation.json'), 'utf8')) as {
        packages: readonly { name: string; directory: string }[];
      };
      return Object.fromEntries(generation.packages.map(({ name, directory }) => [name, directory]));
    },
  };
}

/** In the language of the program itself: which Python starts pipx is what pipx goes by. */
function wrap({ program, wrapper, log }: { program: string; wrapper: string; log: string }): void {
  const [first = ''] = readFileSync(program, 'latin1').slice(0, 300).split('\n');
  const python = `${first}
import os, sys
with open(${JSON.stringify(log)}, 'a') as log: log.write(' '.join(sys.argv) + '\\n')
os.execv(${JSON.stringify(program)}, [${JSON.stringify(program)}] + sys.argv[1:])
`;
  const shell = `#!/bin/sh\necho "$0 $*" >> '${log}'\nexec '${program}' "$@"\n`;
  writeFileSync(wrapper, /^#!.*python/.test(first) ? python : shell);
  chmodSync(wrapper, 0o755);
}

const python = { ruff: '0.14.1', black: '25.9.0', pytest: '8.4.2' };
const node = { prettier: '3.6.2', eslint: '9.39.0', '@anthropic-ai/claude-code': '2.0.31' };
const commands = { '@anthropic-ai/claude-code': 'claude' } as Readonly<Record<string, string>>;
const wanted = Object.entries({ ...python, ...node });

describe.each(['pipx', 'uv'] as const)('aim setup --all with %s and npm', (manager) => {
  it('ends with exactly the pinned versions, then does nothing, then changes what one pin says', async ({
    skip,
  }) => {
    const why = missing[manager] ?? missing.npm;
    if (why !== undefined) skip(why);
    const machine = newMachine();
    machine.configure({ versionPins: { [manager]: python, npm: node } });

    const first = await machine.aim('setup', '--all');
    expect(first, first.stdout + first.stderr).toMatchObject({ exitCode: 0 });
    for (const [name, version] of wanted) {
      const said = await machine.answer(commands[name] ?? name);
      expect(said.match(/\d+(\.\d+)+/)?.[0], `${name} says '${said}'`).toBe(version);
    }
    expect(Object.keys(machine.directories()).sort()).toEqual(wanted.map(([name]) => name).sort());

    const before = machine.started();
    expect(before.length).toBeGreaterThan(0);
    const second = await machine.aim('setup', '--all');
    notice(`${manager}: nothing to do took ${second.seconds.toFixed(2)} s (goal: under 3 s)`);
    expect(second).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing to do') });
    expect(machine.started()).toEqual(before);

    const directories = machine.directories();
    machine.configure({ versionPins: { [manager]: python, npm: { ...node, prettier: '3.6.1' } } });
    expect(await machine.aim('setup', '--all')).toMatchObject({ exitCode: 0 });
    expect(await machine.answer('prettier')).toBe('3.6.1');
    const { prettier, ...others } = machine.directories();
    expect(prettier).not.toBe(directories.prettier);
    expect({ ...others, prettier: directories.prettier }).toEqual(directories);
  }, 900_000);
});

interface SetupJson {
  readonly tools: { readonly packages: readonly { name: string; status: string; error?: object }[] };
}

describe('aim setup --all with everything in the full example', () => {
  it('installs each of the packages, and takes its time from what was downloaded before', async ({
    skip,
  }) => {
    const why = missing.pipx ?? missing.npm;
    if (why !== undefined) skip(why);
    const environment = await installableExample();
    for (const round of ['cold', 'warm']) {
      const machine = newMachine();
      machine.configure(environment);
      const { stdout, stderr, exitCode, seconds } = await machine.aim('setup', '--all', '--json');
      notice(`${round} package cache: ${seconds.toFixed(1)} s (goal for the warm one: under 120 s)`);
      const { packages } = (JSON.parse(stdout) as SetupJson).tools;
      const failed = packages.filter(({ status }) => !['done', 'kept', 'passed_over'].includes(status));
      expect({ exitCode, failed }, stderr).toEqual({ exitCode: 0, failed: [] });
    }
  }, 3_000_000);
});

/** Packages that fetch their program from elsewhere when they are installed, and where from. */
const elsewhere: Readonly<Record<string, string>> = {
  '@google/jules':
    'https://storage.googleapis.com/jules-cli/v0.1.42/jules_external_v0.1.42_linux_amd64.tar.gz',
};

/** The example's environment, less the packages whose own download cannot be reached from here. */
async function installableExample(): Promise<object> {
  const withoutComments = readFileSync(example, 'utf8').replace(/^\s*\/\/.*$/gm, '');
  const { environment } = JSON.parse(withoutComments) as { environment: { npmGlobal: string[] } };
  const unreachable: string[] = [];
  for (const [name, url] of Object.entries(elsewhere)) {
    const reached = await registryAnswers(url).then(
      () => true,
      () => false,
    );
    if (!reached) unreachable.push(name);
  }
  for (const name of unreachable) notice(`left out ${name}: ${elsewhere[name]} cannot be reached`);
  return {
    ...environment,
    npmGlobal: environment.npmGlobal.filter((name) => !unreachable.includes(name)),
    healthChecks: { enabled: false },
  };
}
