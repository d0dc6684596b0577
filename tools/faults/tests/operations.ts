import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedVersions, lockFile } from '../../../apps/cli/tests/support/lockedVersions.js';
import { installScriptTools } from '../../../apps/cli/tests/support/scriptTool.js';
import type { Machine } from './machine.js';

/** Something the command does that leaves a trace on the disk, and how to tell whether it was done. */
export interface Operation {
  readonly name: string;
  /** It asks a package registry: that takes seconds, so it is tried less often, and depends on what the time is. */
  readonly online?: true;
  /** Killed so many times as often as the others. */
  readonly timesKilled?: number;
  prepare(machine: Machine): Promise<void>;
  readonly argv: readonly string[];
  /** What a second process does at the same time; the same when absent. */
  readonly other?: readonly string[];
  readonly stdin?: string;
  /** Takes back what was left between before and after, where that may be. */
  readonly takeBack?: readonly string[];
  /** Where a rerun is refused until what was cut short is settled. */
  readonly settle?: { readonly complete: readonly string[]; readonly undo: readonly string[] };
  /** The error that a rerun ends with where everything was done. */
  readonly again?: string;
  /** What there is now; throws where that cannot be told. */
  state(machine: Machine): Promise<string>;
  /** What is noted about it besides: the old or the new as well, but not at the same moment. */
  record?(machine: Machine): Promise<string>;
}

const project = (name: string): string => `project/${name}/aim_config.json`;

const oldPins = { zero: '1.0.0' };
const newPins = { zero: '1.1.0', one: '1.0.0' };

/** One tool at an old version, locked, and a configuration that asks for a newer one and for another tool. */
const installable: Pick<Operation, 'online' | 'prepare'> = {
  online: true,
  prepare: async ({ tools, ok }) => {
    tools.publish('zero', '1.0.0', '1.1.0');
    tools.publish('one', '1.0.0');
    tools.publish('two', '1.0.0');
    tools.configure({ versionPins: { npm: oldPins } });
    await ok(['tools', 'install', 'zero']);
    await ok(['version', 'lock']);
    tools.configure({ npmGlobal: ['two'], versionPins: { npm: newPins } });
  },
};

const locked = async ({ home }: Machine): Promise<string> => JSON.stringify(lockedVersions(home.aimHome));

/** What every command that aim installed answers. */
function answers({ home, tools }: Machine): readonly string[] {
  const bin = join(home.aimHome, 'data', 'tools', 'current', 'bin');
  return readdirSync(bin).map((name) => {
    return `${name} ${execFileSync(join(bin, name), ['--version'], { env: tools.env, encoding: 'utf8' }).trim()}`;
  });
}

export const operations: readonly Operation[] = [
  {
    name: 'secrets set',
    prepare: async ({ ok }) => {
      await ok(['secrets', 'set', 'FIRST'], 'value before');
      await ok(['secrets', 'set', 'SECOND'], 'value before');
    },
    argv: ['secrets', 'set', 'FIRST'],
    other: ['secrets', 'set', 'SECOND'],
    stdin: `value after ${'x'.repeat(6000)}`,
    state: async ({ ok }) => (await ok(['secrets', 'export', '--format', 'json'])).stdout,
  },
  {
    name: 'secrets get, recorded',
    prepare: async ({ ok }) => void (await ok(['secrets', 'set', 'FIRST'], 'value before')),
    argv: ['secrets', 'get', 'FIRST'],
    state: async ({ ok }) => {
      const { stdout } = await ok(['audit', 'query', '--type', 'secret_access', '--json']);
      return String((JSON.parse(stdout) as unknown[]).length);
    },
  },
  {
    name: 'config set',
    prepare: async ({ ok }) => void (await ok(['config', 'set', 'registry.defaultTimeoutMs', '1000'])),
    argv: ['config', 'set', 'registry.defaultTimeoutMs', '2000'],
    other: ['config', 'set', 'registry.enabled', 'false'],
    state: async ({ ok }) => {
      const { stdout } = await ok(['config', 'get', 'registry', '--json']);
      const { defaultTimeoutMs, enabled } = JSON.parse(stdout) as Record<string, unknown>;
      return `${String(defaultTimeoutMs)} ${String(enabled)}`;
    },
  },
  {
    name: 'config trust',
    prepare: async ({ home }) => {
      for (const name of ['one', 'two']) home.write(project(name), { version: '1.0.0' });
    },
    argv: ['config', 'trust', 'one/aim_config.json'],
    other: ['config', 'trust', 'two/aim_config.json'],
    state: async ({ home }) => {
      const store = join(home.aimHome, 'state', 'trusted-configs.json');
      if (!existsSync(store)) return 'none';
      const text = readFileSync(store, 'utf8');
      return `${Object.keys(JSON.parse(text) as object).length} ${['one', 'two'].filter((name) => text.includes(`${name}/aim_config`))}`;
    },
  },
  {
    name: 'config migrate --apply',
    prepare: async ({ home }) =>
      void home.write('project/toolstack.config.json', {
        ToolsRoot: '/opt/tools',
        PipxApps: Array.from({ length: 200 }, (_, index) => `app-${index}`),
        Pins: { pipx: { ruff: '0.14.1' }, npm: {} },
      }),
    argv: ['config', 'migrate', '--apply', '--from', 'toolstack.config.json'],
    state: async ({ home }) => {
      const target = join(home.project, 'aim_config.json');
      return existsSync(target) ? readFileSync(target, 'utf8') : 'none';
    },
  },
  {
    name: 'scan fix --hardlink',
    prepare: async ({ home, ok }) => {
      for (const name of ['a', 'b']) home.write(`project/tree/${name}`, 'the same content');
      const { stdout } = await ok(['scan', 'duplicates', '--min-size', '0', '--json', 'tree']);
      home.write('project/plan.json', stdout);
    },
    argv: ['scan', 'fix', 'plan.json', '--hardlink'],
    takeBack: ['scan', 'undo', 'last'],
    state: async ({ home }) => {
      const tree = join(home.project, 'tree');
      const files = readdirSync(tree).map((name) => `${name}: ${readFileSync(join(tree, name), 'utf8')}`);
      const inodes = new Set(readdirSync(tree).map((name) => statSync(join(tree, name)).ino));
      return `${files.join()} in ${inodes.size}`;
    },
  },
  {
    name: 'tools list, versions cached',
    prepare: async ({ home }) => {
      installScriptTools(home, [{ id: 'one', adapter: '' }]);
    },
    argv: ['tools', 'list', '--json'],
    state: async ({ ok }) => (await ok(['tools', 'list', '--json'])).stdout,
  },
  {
    ...installable,
    name: 'tools install',
    timesKilled: 5,
    argv: ['tools', 'install', 'zero', 'one'],
    other: ['tools', 'install', 'two'],
    settle: { complete: ['setup', '--resume'], undo: ['setup', '--rollback'] },
    state: async (machine) => answers(machine).join(),
    record: locked,
  },
  {
    ...installable,
    name: 'tools uninstall',
    timesKilled: 5,
    argv: ['tools', 'uninstall', 'zero'],
    other: ['tools', 'install', 'two'],
    settle: { complete: ['setup', '--resume'], undo: ['setup', '--rollback'] },
    again: 'PACKAGE_NOT_INSTALLED',
    state: async (machine) => answers(machine).join(),
    record: locked,
  },
  {
    ...installable,
    name: 'version lock',
    timesKilled: 2,
    prepare: async (machine) => {
      await installable.prepare(machine);
      const lock = lockFile(machine.home.aimHome);
      const old = readFileSync(lock);
      await machine.ok(['tools', 'install', 'zero', 'one']);
      writeFileSync(lock, old);
    },
    argv: ['version', 'lock'],
    state: locked,
  },
];
