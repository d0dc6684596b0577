import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AimError } from '@aim/core';
import {
  applyInstall,
  currentGeneration,
  pendingInstallation,
  resumeInstallation,
  rollbackInstallation,
  type InstallEffects,
  type InstallEvent,
} from '../../src/index.js';
import { answers, environment, install, planFor, stored } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager, tinySystem, type Oddity } from '../support/tinyManagers.js';

function machine(odd: Readonly<Record<string, Oddity>> = {}, changes: Partial<InstallEffects> = {}) {
  const home = tempDir();
  const held = join(home, 'machine');
  const managers = [
    tinyManager('pipx', { odd }),
    tinyManager('npm', { odd, batches: true }),
    tinySystem('brew', held, { odd }),
  ];
  const version = (name: string): string | undefined =>
    existsSync(join(held, name)) ? readFileSync(join(held, name), 'utf8') : undefined;
  const give = (name: string, value: string): void => writeFileSync(join(held, name), value);
  return { ...environment(home, managers, changes), version, give };
}

const statuses = (result: {
  packages: readonly { name: string; status: string }[];
}): Record<string, string> => Object.fromEntries(result.packages.map(({ name, status }) => [name, status]));

describe('applyInstall', () => {
  it('installs across managers, proves every command and puts it on PATH', async () => {
    const { root, effects, version, audited, events } = machine();
    const result = await install(
      effects,
      'pipx:ruff@1',
      'pipx:black@1',
      'npm:eslint@1',
      'npm:prettier@1',
      'brew:jq@1',
    );
    expect(result).toMatchObject({ status: 'done', generation: 1, notes: [] });
    expect(answers(root)).toEqual({
      ruff: 'ruff 1',
      black: 'black 1',
      eslint: 'eslint 1',
      prettier: 'prettier 1',
    });
    expect(version('jq')).toBe('1');
    expect(stored(root)).toHaveLength(3);
    expect(pendingInstallation(root)).toBeUndefined();
    expect(audited).toMatchObject([{ type: 'install', details: { generation: 1 } }]);
    expect(events.at(-1)).toEqual({ type: 'switched', generation: 1 });
    expect(events.filter(({ type }) => type === 'finished')).toHaveLength(5);
    expect(currentGeneration(root)?.packages.find(({ name }) => name === 'jq')).toMatchObject({
      system: true,
      version: '1',
      commands: {},
    });
  });

  it('touches nothing when there is nothing to do', async () => {
    const { root, effects } = machine();
    await install(effects, 'pipx:ruff@1');
    const before = stored(root);
    const result = await install(effects, 'pipx:ruff@1');
    expect(result).toMatchObject({
      status: 'nothing_to_do',
      generation: 1,
      packages: [{ name: 'ruff', status: 'kept' }],
    });
    expect(stored(root)).toEqual(before);
    expect(currentGeneration(root)?.number).toBe(1);
  });

  it('creates nothing at all for an empty plan', async () => {
    const { root, effects } = machine();
    expect(await install(effects)).toEqual({ status: 'nothing_to_do', packages: [], notes: [] });
    expect(existsSync(root)).toBe(false);
  });

  it('changes only what differs and leaves the rest where it is', async () => {
    const { root, effects } = machine();
    await install(effects, 'pipx:ruff@1', 'npm:eslint@1');
    const ruff = currentGeneration(root)?.packages[0]?.directory;
    expect(await install(effects, 'pipx:ruff@1', 'npm:eslint@2')).toMatchObject({
      status: 'done',
      generation: 2,
    });
    expect(answers(root)).toEqual({ ruff: 'ruff 1', eslint: 'eslint 2' });
    expect(currentGeneration(root)?.packages[0]?.directory).toBe(ruff);
  });

  it('keeps the old tools where the new ones do not install, and drops what it made', async () => {
    const { root, effects, version, give, events } = machine({ 'eslint@2': 'fails' });
    give('jq', '1');
    await install(effects, 'pipx:ruff@1', 'npm:eslint@1');
    const before = stored(root);
    const result = await install(effects, 'pipx:ruff@2', 'npm:eslint@2', 'brew:jq@2', 'brew:yq@1');
    expect(result).toMatchObject({ status: 'rolled_back', generation: 1 });
    expect(result.packages.find(({ name }) => name === 'eslint')).toMatchObject({
      status: 'failed',
      error: { code: 'INSTALL_FAILED', message: 'cannot install eslint', hint: 'Try another one.' },
    });
    expect(answers(root)).toEqual({ ruff: 'ruff 1', eslint: 'eslint 1' });
    expect([version('jq'), version('yq')]).toEqual(['1', undefined]);
    expect(stored(root)).toEqual(before);
    expect(pendingInstallation(root)).toBeUndefined();
    expect(events.some(({ type }) => type === 'failed')).toBe(true);
  });

  it.each([
    ['broken', 'INSTALL_BROKEN', /does not start: it ended with exit code 3/],
    ['silent', 'INSTALL_BROKEN', /did not answer in time/],
    ['missing', 'INSTALL_BROKEN', /the package is not there/],
    ['no command', 'INSTALL_BROKEN', /no command/],
    ['other version', 'INSTALL_VERSION_DIFFERS', /9\.9 is there/],
    ['led out', 'INSTALL_BROKEN', /leads out of the tools' directory/],
    ['dangling', 'INSTALL_BROKEN', /cannot be found \(ENOENT\)/],
    ['throws', 'INSTALL_FAILED', /not foreseen \(TypeError\)/],
  ] as const)('does not switch to a package that is %s', async (oddity, code, message) => {
    const { root, effects } = machine(
      { 'ruff@2': oddity },
      { probeTimeoutMs: oddity === 'silent' ? 300 : 10_000 },
    );
    await install(effects, 'pipx:ruff@1');
    const result = await install(effects, 'pipx:ruff@2');
    expect(result).toMatchObject({
      status: 'rolled_back',
      packages: [{ status: 'failed', error: { code } }],
    });
    expect(result.packages[0]?.error?.message).toMatch(message);
    expect(answers(root)).toEqual({ ruff: 'ruff 1' });
  });

  it('ends a manager that takes too long', async () => {
    const { effects } = machine({ 'ruff@1': 'hangs' });
    const hasty = { ...effects, context: { ...effects.context, timeoutMs: 200 } };
    expect(await install(hasty, 'pipx:ruff@1')).toMatchObject({
      status: 'rolled_back',
      packages: [{ error: { message: 'ruff took too long' } }],
    });
  });

  it('accepts any command that starts where none is named like the package', async () => {
    const { root, effects } = machine({ 'ruff@1': 'only helper' });
    expect(await install(effects, 'pipx:ruff@1')).toMatchObject({ status: 'done' });
    expect(answers(root)).toEqual({ 'helper-ruff': 'ruff 1' });
  });

  it('keeps what succeeded when told not to roll back, and takes a failed batch apart', async () => {
    const { root, effects, version } = machine({ 'eslint@1': 'fails', 'jq@1': 'fails' }, { rollback: false });
    const result = await install(
      effects,
      'npm:prettier@1',
      'npm:eslint@1',
      'npm:tsx@1',
      'pipx:ruff@1',
      'brew:jq@1',
    );
    expect(result.status).toBe('partial');
    expect(statuses(result)).toEqual({
      prettier: 'done',
      eslint: 'failed',
      tsx: 'done',
      ruff: 'done',
      jq: 'failed',
    });
    expect(answers(root)).toEqual({ prettier: 'prettier 1', tsx: 'tsx 1', ruff: 'ruff 1' });
    expect(version('jq')).toBeUndefined();
  });

  it('keeps the old version of what failed when told not to roll back', async () => {
    const { root, effects } = machine({ 'eslint@2': 'fails' }, { rollback: false });
    await install(effects, 'npm:eslint@1', 'pipx:ruff@1');
    expect(await install(effects, 'npm:eslint@2', 'pipx:ruff@2')).toMatchObject({
      status: 'partial',
      generation: 2,
    });
    expect(answers(root)).toEqual({ eslint: 'eslint 1', ruff: 'ruff 2' });
  });

  it('makes no generation when nothing succeeded', async () => {
    const { root, effects } = machine({ 'ruff@1': 'fails' }, { rollback: false });
    expect(await install(effects, 'pipx:ruff@1')).toMatchObject({ status: 'rolled_back' });
    expect(currentGeneration(root)).toBeUndefined();
    expect(stored(root)).toEqual([]);
  });

  it('takes the first of a group that installs', async () => {
    const { root, effects } = machine({ 'one@1': 'fails' });
    const result = await install(effects, 'npm:one@1!ai', 'npm:two@1!ai', 'npm:three@1!ai', 'npm:eslint@1');
    expect(result.status).toBe('done');
    expect(statuses(result)).toEqual({
      one: 'passed_over',
      two: 'done',
      three: 'passed_over',
      eslint: 'done',
    });
    expect(answers(root)).toEqual({ two: 'two 1', eslint: 'eslint 1' });
    expect(await install(effects, 'npm:one@1!ai', 'npm:two@1!ai', 'npm:three@1!ai')).toMatchObject({
      status: 'nothing_to_do',
    });
  });

  it('fails with a group of which nothing installs', async () => {
    const { effects } = machine({ 'one@1': 'fails', 'two@1': 'broken' });
    const result = await install(effects, 'npm:one@1!ai', 'npm:two@1!ai');
    expect(result.status).toBe('rolled_back');
    expect(statuses(result)).toEqual({ one: 'failed', two: 'failed' });
  });

  it('removes packages, those of system managers too', async () => {
    const { root, effects, version } = machine();
    await install(effects, 'pipx:ruff@1', 'npm:eslint@1', 'brew:jq@1');
    const plan = await planFor(effects, { remove: [{ name: 'ruff' }, { name: 'jq' }] });
    const result = await applyInstall(plan, effects);
    expect(result).toMatchObject({ status: 'done', generation: 2 });
    expect(statuses(result)).toEqual({ ruff: 'done', jq: 'done' });
    expect(answers(root)).toEqual({ eslint: 'eslint 1' });
    expect(version('jq')).toBeUndefined();
    expect(currentGeneration(root)?.packages.map(({ name }) => name)).toEqual(['eslint']);
  });

  it('gives a command that two packages offer to the first, and says so', async () => {
    const home = tempDir();
    const { root, effects } = environment(home, [tinyManager('pipx'), tinyManager('uv')]);
    const result = await install(effects, 'uv:ruff@2', 'pipx:ruff@1');
    expect(answers(root)).toEqual({ ruff: 'ruff 2' });
    expect(result.notes).toEqual([
      'The command ruff is offered by ruff (uv) and by ruff (pipx); that of ruff (uv) is used.',
    ]);
  });

  it('stops when it is told to, and puts everything back', async () => {
    const stop = new AbortController();
    const home = tempDir();
    const managers = [
      tinyManager('pipx', {
        odd: { 'slow@1': 'hangs' },
        onInstall: ([name]) => void (name === 'slow' && stop.abort()),
      }),
      tinySystem('brew', join(home, 'machine')),
    ];
    const { root, effects, audited } = environment(home, managers);
    const stoppable = { ...effects, context: { ...effects.context, signal: stop.signal } };
    const result = await install(stoppable, 'brew:jq@1', 'pipx:slow@1');
    expect(result).toMatchObject({ status: 'rolled_back', error: { code: 'INSTALL_ABORTED' } });
    expect(existsSync(join(home, 'machine', 'jq'))).toBe(false);
    expect(stored(root)).toEqual([]);
    expect(audited).toMatchObject([{ type: 'rollback', severity: 'warning' }]);
  });

  it('runs no more calls of a manager at once than it bears', async () => {
    let [running, most] = [0, 0];
    const onInstall = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    const { effects } = environment(tempDir(), [tinyManager('pipx', { concurrency: 2, onInstall })]);
    await install(effects, 'pipx:a@1', 'pipx:b@1', 'pipx:c@1', 'pipx:d@1');
    expect(most).toBe(2);
  });

  it('runs the managers side by side', async () => {
    let [arrived, meet]: [number, () => void] = [0, () => undefined];
    const both = new Promise<void>((resolve) => (meet = resolve));
    const onInstall = async (): Promise<void> => {
      arrived += 1;
      if (arrived === 2) meet();
      await both;
    };
    const managers = [tinyManager('pipx', { onInstall }), tinyManager('npm', { batches: true, onInstall })];
    const { effects } = environment(tempDir(), managers);
    expect(await install(effects, 'pipx:a@1', 'npm:b@1')).toMatchObject({ status: 'done' });
  });

  it('refuses a bad name or version before anything runs', async () => {
    const { root, effects } = machine();
    for (const want of ['pipx:--index-url=x@1', 'pipx:ruff@--pre']) {
      const result = await install(effects, want, 'npm:eslint@1');
      expect(result.status).toBe('rolled_back');
      expect(result.packages[0]).toMatchObject({
        status: 'failed',
        error: { code: expect.stringMatching(/^INSTALL_(NAME|VERSION)_INVALID$/) as string },
      });
      expect(result.packages[1]).toMatchObject({ name: 'eslint', status: 'not_attempted' });
    }
    expect(stored(root)).toEqual([]);
  });

  it('keeps the journal where a package can be put back only by hand', async () => {
    const home = tempDir();
    const held = join(home, 'machine');
    const odd = { jq: 'fails', 'ruff@1': 'fails' } as const;
    let installed: () => void = () => undefined;
    const there = new Promise<void>((resolve) => (installed = resolve));
    const { root, effects } = environment(home, [
      tinySystem('brew', held, { odd }),
      tinyManager('pipx', { odd, onInstall: () => there }),
    ]);
    const onEvent = (event: InstallEvent): void => void (event.type === 'finished' && installed());
    const result = await install({ ...effects, onEvent }, 'brew:jq@1', 'pipx:ruff@1');
    expect(result.status).toBe('rollback_failed');
    expect(result.packages.find(({ name }) => name === 'jq')).toMatchObject({
      status: 'failed',
      error: {
        code: 'INSTALL_UNDO_FAILED',
        message: expect.stringContaining('cannot remove jq') as string,
        hint: 'By hand: brew remove jq. Then run `aim setup --rollback` again.',
      },
    });
    expect(pendingInstallation(root)).toMatchObject({ state: 'running', phase: 'undoing' });
    rmSync(join(held, 'jq'));
    expect(await rollbackInstallation(effects)).toMatchObject({ status: 'rolled_back' });
    expect(pendingInstallation(root)).toBeUndefined();
  });

  it('tells that the machine has to be restarted', async () => {
    const { effects } = machine({ 'jq@1': 'silent' });
    expect((await install(effects, 'brew:jq@1')).notes).toEqual([
      'Restart the machine to complete jq (brew).',
    ]);
  });

  it('leaves the journal where the audit log cannot be written, and completes the record later', async () => {
    const { root, effects, audited } = machine();
    const refuse = async (): Promise<void> => {
      throw new AimError('AUDIT_REFUSED', 1, 'no log');
    };
    await expect(install({ ...effects, audit: refuse }, 'pipx:ruff@1')).rejects.toMatchObject({
      code: 'AUDIT_REFUSED',
    });
    expect(pendingInstallation(root)).toMatchObject({ phase: 'switched' });
    expect(answers(root)).toEqual({ ruff: 'ruff 1' });
    await expect(install(effects, 'pipx:ruff@2')).rejects.toMatchObject({ code: 'INSTALL_PENDING' });
    expect(await resumeInstallation(effects)).toMatchObject({ status: 'done', generation: 1 });
    expect(audited).toHaveLength(1);
    expect(pendingInstallation(root)).toBeUndefined();
  });

  it('refuses a plan that another installation has made out of date', async () => {
    const { effects } = machine();
    const plan = await planFor(effects, { want: ['pipx:ruff@1'] });
    await install(effects, 'npm:eslint@1');
    await expect(applyInstall(plan, effects)).rejects.toMatchObject({ code: 'INSTALL_PLAN_OUTDATED' });
  });

  it('lets one installation run at a time', async () => {
    const home = tempDir();
    let second: Promise<unknown> = Promise.resolve();
    const { effects } = environment(home, [
      tinyManager('pipx', {
        onInstall: async () => {
          second = install({ ...effects }, 'pipx:black@1').catch((error: unknown) => error);
          await second;
        },
      }),
    ]);
    expect(await install(effects, 'pipx:ruff@1')).toMatchObject({ status: 'done' });
    expect(await second).toMatchObject({ code: 'LOCK_BUSY' });
  });

  it.skipIf(process.platform === 'win32')(
    'keeps its records for the user alone and its links relative',
    async () => {
      const { root, effects } = machine();
      await install(effects, 'pipx:ruff@1');
      const mode = (...path: string[]): string => (statSync(join(root, ...path)).mode & 0o777).toString(8);
      const [directory = ''] = stored(root);
      expect([mode(directory), mode('generations'), mode('current', 'bin')]).toEqual(['700', '700', '700']);
      expect([mode('generations/1/generation.json'), mode(directory, '.aim-installation.json')]).toEqual([
        '600',
        '600',
      ]);
      expect(readlinkSync(join(root, 'current'))).toBe(join('generations', '1'));
      expect(readlinkSync(join(root, 'current/bin/ruff'))).toBe(`../../../${directory}/bin/ruff`);
    },
  );

  it('keeps ten generations and sweeps what no kept one names', async () => {
    const { root, effects } = machine();
    for (let version = 1; version <= 13; version += 1) await install(effects, `pipx:ruff@${version}`);
    const numbers = readdirSync(join(root, 'generations')).map(Number);
    expect(numbers.sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(stored(root)).toHaveLength(10);
    mkdirSync(join(root, 'store/pipx/leftover'));
    await install(effects, 'pipx:ruff@14');
    expect(stored(root)).not.toContain('store/pipx/leftover');
    expect(lstatSync(join(root, 'current')).isSymbolicLink()).toBe(true);
  });

  it('sweeps nothing of the store while a kept generation cannot be read', async () => {
    const { root, effects } = machine();
    await install(effects, 'pipx:ruff@1');
    await install(effects, 'pipx:ruff@2');
    writeFileSync(join(root, 'generations/1/generation.json'), '{');
    await install(effects, 'pipx:ruff@3');
    expect(stored(root)).toHaveLength(3);
  });
});
