import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleNpmTool } from '../../../../../tools/testing/registries/registries.mjs';
import { useLoopbackTools } from '../../support/loopbackTools.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);

const command = (name: string): string => join(home.aimHome, 'data', 'tools', 'current', 'bin', name);
const versionOf = (name: string): string =>
  execFileSync(command(name), ['--version'], { env: machine.env, encoding: 'utf8' }).trim();

describe('aim tools install', () => {
  it('installs what is named: a tool, a package of the configuration, any package of a manager', async () => {
    for (const name of ['tool-package', 'listed', 'other']) machine.publish(name, '1.0.0', '1.1.0');
    machine.configure(
      { npmGlobal: ['listed'] },
      {
        tools: {
          mine: toolOf({ package: { manager: 'npm', name: 'tool-package' }, pinnedVersion: '1.0.0' }),
        },
      },
    );
    expect((await machine.aim(['tools', 'install', 'mine'])).stdout).toMatch(
      /✓ tool-package 1\.0\.0 \(npm\)/,
    );
    expect(versionOf('tool-package')).toBe('1.0.0');
    await machine.aim(['tools', 'install', 'listed']);
    expect(versionOf('listed')).toBe('1.1.0');
    await machine.aim(['tools', 'install', '--manager', 'npm', 'other@1.0.0']);
    expect(versionOf('other')).toBe('1.0.0');
    expect(versionOf('tool-package')).toBe('1.0.0');
    await machine.aim(['tools', 'install', 'listed', '--pin', '1.0.0']);
    expect(versionOf('listed')).toBe('1.0.0');
  });

  it('is found by every command, and listed with its version', async () => {
    machine.publish('one', '1.0.0');
    machine.configure(
      { npmGlobal: ['one', 'two'] },
      { tools: { mine: toolOf({ detectCommands: ['one'], versionCommand: ['one', '--version'] }) } },
    );
    await machine.aim(['tools', 'install', 'one']);
    const listed = await machine.aim(['tools', 'list', '--json']);
    expect(listed.json()).toMatchObject({ pipx: {}, npm: { one: '1.0.0', two: 'Not installed' } });
    expect(
      listed.json<{ tools: { tool: string }[] }>().tools.find(({ tool }) => tool === 'mine'),
    ).toMatchObject({
      installed: true,
      version: '1.0.0',
    });
  });

  it.each([
    [['no-such'], 'PACKAGE_UNKNOWN'],
    [['--manager', 'apt', 'x'], 'PACKAGE_MANAGER_UNKNOWN'],
    [['--manager', 'npm', 'x', '--pin', '>=1'], 'VERSION_PIN_INVALID'],
    [['--manager', 'npm', 'git+ssh://x'], 'INSTALL_NAME_INVALID'],
    [['--manager', 'pipx', '--dry-run', '--', '--index-url=x'], 'INSTALL_NAME_INVALID'],
    [['--from-config', 'x'], 'USAGE'],
    [[], 'USAGE'],
  ])('refuses %j', async (words, code) => {
    machine.configure({});
    const refused = await machine.aim(['tools', 'install', '--json', ...words]);
    expect(refused.json()).toMatchObject({ error: { code } });
    expect(refused.exitCode).toBe(code === 'VERSION_PIN_INVALID' ? 2 : 5);
    expect(existsSync(join(home.aimHome, 'data', 'tools'))).toBe(false);
  });

  it.each([['gone'], ['one@9.0.0']])(
    'says in a dry run that %s cannot be had, with the exit code of the real one',
    async (name) => {
      machine.publish('one', '1.0.0');
      machine.configure({});
      const words = ['tools', 'install', '--manager', 'npm', '--json', name];
      const shown = await machine.aim([...words, '--dry-run']);
      expect(shown.json()).toMatchObject({ dry_run: true, steps: [], unresolved: [{ manager: 'npm' }] });
      expect(shown.exitCode).toBe(4);
      expect((await machine.aim(words)).exitCode).toBe(4);
    },
  );

  it.each(['--prefix=/tmp', '../x', 'https://example.org/x.tgz', 'npm:x@1.0.0', 'git+ssh://x'])(
    'never lets a package be an option, a path or an address: %s',
    async (name) => {
      machine.configure({ npmGlobal: [name] });
      const refused = await machine.aim(['setup', '--tools-only', '--json']);
      expect(refused.exitCode).not.toBe(0);
      expect(machine.registry.requests).toEqual([]);
      expect(refused.stdout).toMatch(/npm has no packages named|VERSION_PIN_INVALID/);
    },
  );

  it('holds back what was published just now, and says so', async () => {
    machine.publish('one', '1.0.0');
    machine.registry.publish({
      ...sampleNpmTool({ name: 'one', version: '1.1.0' }),
      publishedAt: new Date(),
    });
    machine.configure({ npmGlobal: ['one'] });
    const outcome = await machine.aim(['tools', 'install', 'one']);
    expect(versionOf('one')).toBe('1.0.0');
    expect(outcome.stdout).toMatch(
      /one 1\.1\.0 \(npm\) is held back until .*minimumReleaseAge; 1\.0\.0 is taken/,
    );
    machine.configure({ npmGlobal: ['one'], minimumReleaseAge: 0 });
    await machine.aim(['tools', 'update', 'one']);
    expect(versionOf('one')).toBe('1.1.0');
  });
});

describe('aim tools update', () => {
  it('shows what is newer and brings it in, but goes no further than a pin', async () => {
    machine.publish('free', '1.0.0');
    machine.publish('held', '1.0.0', '2.0.0');
    machine.configure({ npmGlobal: ['free'], versionPins: { npm: { held: '1.0.0' } } });
    await machine.aim(['tools', 'install', '--from-config']);
    machine.publish('free', '1.1.0');
    const check = await machine.aim(['tools', 'update', '--check', '--exit-code', '--json']);
    expect(check.exitCode).toBe(9);
    expect(
      check.json<{ updates: { name: string }[] }>().updates.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ).toEqual([
      { name: 'free', manager: 'npm', installed: '1.0.0', latest: '1.1.0', update: true },
      { name: 'held', manager: 'npm', installed: '1.0.0', latest: '1.0.0', update: false },
    ]);
    await machine.aim(['tools', 'update', '--all']);
    expect([versionOf('free'), versionOf('held')]).toEqual(['1.1.0', '1.0.0']);
  });
});

describe('aim tools uninstall, verify and rollback', () => {
  it('removes, checks and brings back', async () => {
    machine.publish('one', '1.0.0', '1.1.0');
    machine.publish('two', '2.0.0');
    machine.configure({ versionPins: { npm: { one: '1.0.0', two: '2.0.0' } } });
    await machine.aim(['tools', 'install', '--from-config']);
    await machine.aim(['tools', 'install', 'one', '--pin', '1.1.0']);
    expect((await machine.aim(['tools', 'uninstall', 'two'])).exitCode).toBe(0);
    expect(existsSync(command('two'))).toBe(false);
    expect((await machine.aim(['tools', 'verify'])).stdout).toMatch(/✓ one 1\.1\.0/);

    const listed = await machine.aim(['tools', 'rollback', '--list']);
    expect(listed.stdout).toMatch(/3 \(in use\).*one 1\.1\.0/);
    const asked = machine.registry.requests.length;
    expect((await machine.aim(['tools', 'rollback'])).exitCode).toBe(0);
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.1.0', '2.0.0']);
    expect((await machine.aim(['tools', 'rollback', '1', '--json'])).json()).toMatchObject({
      status: 'done',
      generation: 5,
    });
    expect([versionOf('one'), versionOf('two')]).toEqual(['1.0.0', '2.0.0']);
    expect(machine.registry.requests).toHaveLength(asked);

    rmSync(join(home.aimHome, 'data', 'tools', 'store', 'npm'), { recursive: true });
    const broken = await machine.aim(['tools', 'verify', '--json']);
    expect([broken.exitCode, broken.json()]).toMatchObject([
      9,
      { ok: false, packages: [{ status: 'missing' }, {}] },
    ]);
  });
});

function toolOf(extra: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { name: 'Mine', detectCommands: ['mine'], capabilities: ['linting'], ...extra };
}
