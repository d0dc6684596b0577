// What a stranger has: one Node, npm, git and the shell's own tools, an empty home, and the packed archives.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followTutorial } from '../../apps/cli/tests/support/tutorial.js';
import { packPackages } from '../release/packPackages.mjs';
import { registryEnvironment, startNpmRegistry } from '../testing/registries/registries.mjs';
import { findProgram, nodeOfMajor, run } from './support/programs.js';
import { typeInto } from './support/typeInto.js';

const root = new URL('../..', import.meta.url).pathname;
const shellTools =
  'sh env cat cp mv rm mkdir rmdir ls ln chmod touch head tail tr sort uname dirname basename readlink realpath sed grep';
const { version } = JSON.parse(readFileSync(join(root, 'apps/cli/package.json'), 'utf8')) as {
  version: string;
};

/** How each interactive shell is started, and what its user has been told to do for completion. */
const shells = [
  {
    shell: 'bash',
    start: 'bash --norc --noprofile -i',
    prepare: 'eval "$(aim completion bash)"',
  },
  {
    shell: 'zsh',
    start: 'zsh -f -i',
    prepare: 'autoload -Uz compinit && compinit -u -D && eval "$(aim completion zsh)"',
  },
  {
    shell: 'fish',
    start: 'fish -i',
    prepare: 'mkdir -p ~/.config/fish/completions; aim completion fish >~/.config/fish/completions/aim.fish',
  },
];

const scratch = mkdtempSync(join(tmpdir(), 'aim-packed-'));
let registry: Awaited<ReturnType<typeof startNpmRegistry>>;

beforeAll(async () => {
  registry = await startNpmRegistry();
  const command = packPackages(join(scratch, 'archives')).find(({ name }) => name === '@aim/cli');
  // The formatter of the tutorial is the real one, from this workspace.
  const prettier = join(root, 'node_modules/prettier');
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', prettier], { cwd: scratch });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const env = registryEnvironment({ npm: registry, home: join(scratch, 'publisher') });
  for (const archive of [command?.archive ?? '', join(scratch, filename)])
    await run('npm', ['publish', '--ignore-scripts', archive], { cwd: scratch, env });
});

afterAll(async () => {
  await registry.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

/** An empty home; its PATH leads to this Node, npm, git and the shell's own tools only. */
function emptyMachine(name: string, node: string) {
  const [home, bin] = [join(scratch, name, 'home'), join(scratch, name, 'bin')];
  for (const folder of [home, bin]) mkdirSync(folder, { recursive: true });
  symlinkSync(node, join(bin, 'node'));
  for (const program of ['npm', 'git', ...shellTools.split(' ')]) {
    const path = findProgram(program);
    if (path !== undefined) symlinkSync(path, join(bin, program));
  }
  const env = registryEnvironment({ npm: registry, home, base: { PATH: bin, LANG: 'C.UTF-8' } });
  return { home, env, prefix: join(home, '.npm-global') };
}

describe.each([20, 22, 24])('the packed archives on Node %i', (major) => {
  it('take a newcomer through the tutorial as it is written, its installation included', async ({ skip }) => {
    const node = nodeOfMajor(major) ?? skip(`Node ${major} cannot be had`);
    const { home, env } = emptyMachine(`tutorial-${major}`, node);
    await followTutorial({ env, home, install: true });
  });
});

let machine: ReturnType<typeof emptyMachine>;

/** The archive of the command, installed into a prefix of its own. */
async function installCommand() {
  machine = emptyMachine('prefix', process.execPath);
  // Where it is missing, fish reads every manual page of the machine first.
  mkdirSync(join(machine.home, '.local/share/fish/generated_completions'), { recursive: true });
  const archive = join(scratch, 'archives', `aim-cli-${version}.tgz`);
  const { env, home, prefix } = machine;
  await run('npm', ['install', '--global', '--prefix', prefix, archive], { cwd: home, env });
  const aim = join(prefix, 'bin', 'aim');
  await run(aim, ['secrets', 'set', 'COMPLETED_KEY'], { cwd: home, env, input: 'the completed value' });
}

describe('the archive of the command, installed into a prefix of its own', () => {
  beforeAll(installCommand);

  it('says its version', async () => {
    const { stdout } = await run('aim', ['--version'], { cwd: machine.home, env: machine.env });
    expect(stdout).toBe(`${version}\n`);
  });

  it('has a page that man finds', async ({ skip }) => {
    const man = findProgram('man') ?? skip('there is no man');
    const { stdout } = await run(man, ['-w', 'aim'], { cwd: machine.home, env: machine.env });
    expect(realpathSync(stdout.trim())).toBe(realpathSync(join(machine.prefix, 'share/man/man1/aim.1')));
  });
});

describe('aim in an interactive shell', () => {
  it.each(shells)('completes in $shell at the press of a tab', async ({ shell, start, prepare }) => {
    const places = ['script', shell].map((program) => findProgram(program));
    if (places.includes(undefined)) {
      process.stdout.write(`skipped: no ${shell}, or no script\n`);
      return;
    }
    const folders = places.map((place) => dirname(place ?? ''));
    const path = [machine.env['PATH'], ...folders].join(delimiter);
    const terminal = typeInto(start, {
      cwd: machine.home,
      env: { ...machine.env, PATH: path, TERM: 'xterm' },
    });
    try {
      await terminal.type(`${prepare}; echo pre''pared\n`, 'prepared');
      await terminal.type('aim secrets reke\t--help\n', /Usage\s+aim secrets rekey/);
      await terminal.type('aim secrets get COMPL\t\n', 'the completed value');
      await terminal.type('aim invoke lin\t--help\n', /invoke linting[^]*Usage\s+aim invoke/);
    } finally {
      await terminal.end();
    }
  });
});
