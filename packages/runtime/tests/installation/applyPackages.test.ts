import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemFs } from '@aim/core';
import { activateGeneration, applyInstall, type DirectoryManager, type InstallPlan } from '@aim/installer';
import { describe, expect, it } from 'vitest';
import {
  applyPackages,
  installEffects,
  resumePackages,
  undoPackages,
} from '../../src/installation/applyPackages.js';
import { interruptedInstallation } from '../../src/installation/interruptedInstallation.js';
import { lockFollower } from '../../src/installation/lockFollower.js';
import { packageServices, type PackageServices } from '../../src/installation/packageServices.js';
import { planPackages } from '../../src/installation/planPackages.js';
import { planRemoval } from '../../src/installation/planRemoval.js';
import { planReturn } from '../../src/installation/planReturn.js';
import type { Settings } from '../../src/loadSettings.js';
import { missingSecrets } from '../../src/missingSecrets.js';
import { openServices } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const audit = async (): Promise<void> => undefined;

/** A manager whose packages are a shell script each. */
const scripts: DirectoryManager = {
  id: 'npm',
  placement: 'directory',
  scheme: 'semver',
  concurrency: 1,
  batches: false,
  find: () => '/bin/sh',
  howToGet: () => '',
  isValidName: () => true,
  releases: () => Promise.resolve([]),
  integrityOf: ({ version }) => Promise.resolve([`sha512-${Buffer.alloc(64, version).toString('base64')}`]),
  listed: () => Promise.resolve([]),
  listingFiles: () => undefined,
  install: ({ packages, directory }) =>
    Promise.resolve(
      packages.map(({ name, version }) => {
        const file = join(directory, 'bin', name);
        mkdirSync(join(directory, 'bin'), { recursive: true });
        writeFileSync(file, `#!/bin/sh\necho ${version}\n`);
        chmodSync(file, 0o755);
        return { name, version, commands: { [name]: file } };
      }),
    ),
};

const services = (): PackageServices => ({
  ...packageServices(machine.settings(), new AbortController().signal),
  managers: [scripts],
});
const wanted = (name: string, pin: string) => ({ manager: 'npm', name, pin, source: 'x' }) as const;
const command = (name: string): string => join(machine.path, 'aim/data/tools/current/bin', name);
const answer = (name: string): string => execFileSync(command(name), { encoding: 'utf8' }).trim();

async function install(...packages: readonly ReturnType<typeof wanted>[]) {
  const settings = machine.settings();
  return applyPackages(settings, await planPackages(settings, { packages }, services()), services(), {
    audit,
  });
}

/** Ends where the lock would follow. */
async function cutShort(settings: Settings, plan: InstallPlan): Promise<void> {
  const broken = () => Promise.reject(new Error('no record'));
  await expect(applyPackages(settings, plan, services(), { audit: broken })).rejects.toThrow('no record');
}

const emptyLock = '{"lockfileVersion":1,"packages":{}}';
const lockedNames = (file: string): readonly string[] =>
  Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { packages: object }).packages).sort();

describe('applyPackages', () => {
  it('installs, removes and returns', async () => {
    expect(await install(wanted('one', '1.0.0'), wanted('two', '2.0.0'))).toMatchObject({
      status: 'done',
      generation: 1,
    });
    expect([answer('one'), answer('two')]).toEqual(['1.0.0', '2.0.0']);
    const settings = machine.settings();
    const removal = await planRemoval(settings, services(), { names: ['one'] });
    expect(removal.steps).toMatchObject([{ action: 'remove', name: 'one' }]);
    await applyPackages(settings, removal, services(), { audit });
    expect(existsSync(command('one'))).toBe(false);
    const back = await planReturn(services(), 'previous');
    await activateGeneration(back, installEffects(services(), { audit }));
    expect(answer('one')).toBe('1.0.0');
  });

  it('removes nothing that aim did not install, and suggests what may have been meant', async () => {
    await install(wanted('one', '1.0.0'));
    const settings = machine.settings();
    await expect(planRemoval(settings, services(), { names: ['onne'] })).rejects.toMatchObject({
      code: 'PACKAGE_NOT_INSTALLED',
      hint: "Did you mean 'one'?",
    });
  });

  it('keeps a lock true that is there, and makes none', async () => {
    await install(wanted('one', '1.0.0'));
    const file = join(machine.path, 'aim/config/aim.lock');
    expect(existsSync(file)).toBe(false);
    machine.write('aim/config/aim.lock', emptyLock);
    await install(wanted('one', '1.1.0'));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      packages: { 'npm:one': { version: '1.1.0', integrity: { any: [expect.stringMatching(/^sha512-/)] } } },
    });
    const settings = machine.settings();
    await applyPackages(settings, await planRemoval(settings, services(), { names: ['one'] }), services(), {
      audit,
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ packages: {} });
  });

  it('brings the lock up to date after an installation that was cut short before it came to that', async () => {
    const file = machine.write('aim/config/aim.lock', emptyLock);
    const locked = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
    const settings = machine.settings();
    const plan = await planPackages(settings, { packages: [wanted('one', '1.0.0')] }, services());
    await cutShort(settings, plan);
    expect(locked()).toMatchObject({ packages: {} });
    expect(await resumePackages(settings, services(), { audit })).toMatchObject({ status: 'done' });
    const packages = {
      'npm:one': { version: '1.0.0', integrity: { any: [expect.stringMatching(/^sha512-/)] } },
    };
    expect(locked()).toMatchObject({ packages });
    // As if the run had ended between its last word in the journal and the lock.
    writeFileSync(file, emptyLock);
    expect(await install(wanted('one', '1.0.0'))).toMatchObject({ status: 'nothing_to_do' });
    expect(locked()).toMatchObject({ packages });
  });

  it('takes out of the lock what an uninstallation that was cut short removes, and records that it did', async () => {
    await install(wanted('one', '1.0.0'), wanted('two', '2.0.0'));
    const file = machine.write('aim/config/aim.lock', emptyLock);
    await install(wanted('one', '1.0.0'), wanted('two', '2.0.0'));
    const settings = machine.settings();
    const removal = await planRemoval(settings, services(), { names: ['one'] });
    await cutShort(settings, removal);
    const one = { action: 'remove', manager: 'npm', name: 'one', from: '1.0.0' };
    const recorded: unknown[] = [];
    const record = async ({ details }: { details?: object }) => void recorded.push(details);
    expect(await resumePackages(settings, services(), { audit: record })).toMatchObject({
      status: 'done',
      packages: [{ ...one, status: 'done' }],
    });
    expect(recorded).toMatchObject([{ changes: [one] }]);
    expect(lockedNames(file)).toEqual(['npm:two']);
  });

  it.each([resumePackages, undoPackages])(
    'has the lock say what is there after an uninstallation that was cut short right before its end: %o',
    async (finish) => {
      const file = machine.write('aim/config/aim.lock', emptyLock);
      await install(wanted('one', '1.0.0'), wanted('two', '2.0.0'));
      const before = readFileSync(file, 'utf8');
      const settings = machine.settings();
      const removal = await planRemoval(settings, services(), { names: ['one'] });
      const unlinkSync: typeof systemFs.unlinkSync = (path) => {
        if (String(path).endsWith('journal.json')) throw new Error('ended');
        systemFs.unlinkSync(path);
      };
      await expect(
        applyInstall(removal, {
          ...installEffects(services(), { audit }),
          follower: lockFollower(settings, removal.steps, services().toolsRoot),
          fs: { ...systemFs, unlinkSync },
        }),
      ).rejects.toThrow('ended');
      expect(lockedNames(file)).toEqual(['npm:two']);
      // What another program wrote meanwhile stays.
      const meanwhile = JSON.parse(readFileSync(file, 'utf8')) as { packages: object };
      const three = { 'npm:three': { version: '3.0.0' } };
      writeFileSync(file, JSON.stringify({ ...meanwhile, packages: { ...meanwhile.packages, ...three } }));
      await finish(settings, services(), { audit });
      expect(interruptedInstallation(settings)).toBeUndefined();
      if (finish === resumePackages) return expect(lockedNames(file)).toEqual(['npm:three', 'npm:two']);
      expect(existsSync(command('one'))).toBe(true);
      const restored = JSON.parse(before) as { packages: object };
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
        ...restored,
        packages: { ...restored.packages, ...three },
      });
    },
  );

  it('is asked to be settled before what it removed is called not installed', async () => {
    await install(wanted('one', '1.0.0'));
    const settings = machine.settings();
    await cutShort(settings, await planRemoval(settings, services(), { names: ['one'] }));
    const file = join(machine.path, 'aim/data/tools/journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { writer: object };
    const { pid: ended } = spawnSync('true');
    writeFileSync(file, JSON.stringify({ ...journal, writer: { ...journal.writer, pid: ended } }));
    const again = () => planRemoval(settings, services(), { names: ['one'] });
    await expect(again()).rejects.toMatchObject({ code: 'INSTALL_PENDING' });
    await resumePackages(settings, services(), { audit });
    await expect(again()).rejects.toMatchObject({ code: 'PACKAGE_NOT_INSTALLED' });
  });

  it('is completed from another project with the lock of the one it was begun in', async () => {
    const [own, other] = [
      machine.write('aim/config/aim.lock', emptyLock),
      machine.write('work/aim.lock', emptyLock),
    ];
    const plan = await planPackages(machine.settings(), { packages: [wanted('one', '1.0.0')] }, services());
    await cutShort(machine.settings(), plan);
    machine.write('work/aim_config.json', '{"version":"1.0.0"}');
    await resumePackages(machine.settings(), services(), { audit });
    expect(lockedNames(own)).toEqual(['npm:one']);
    expect(lockedNames(other)).toEqual([]);
  });

  it('leads to no other file when the lock became a link before it was completed', async () => {
    const lock = machine.write('aim/config/aim.lock', emptyLock);
    const settings = machine.settings();
    const plan = await planPackages(settings, { packages: [wanted('one', '1.0.0')] }, services());
    await cutShort(settings, plan);
    const elsewhere = machine.write('home/elsewhere', emptyLock);
    rmSync(lock);
    symlinkSync(elsewhere, lock);
    await expect(resumePackages(settings, services(), { audit })).rejects.toMatchObject({
      code: 'LOCK_IS_LINK',
    });
    expect(readFileSync(elsewhere, 'utf8')).toBe(emptyLock);
    rmSync(lock);
    machine.write('aim/config/aim.lock', emptyLock);
    expect(await resumePackages(settings, services(), { audit })).toMatchObject({ status: 'done' });
    expect(lockedNames(lock)).toEqual(['npm:one']);
  });

  it('has nothing to finish when nothing was interrupted', async () => {
    expect(interruptedInstallation(machine.settings())).toBeUndefined();
    expect(await resumePackages(machine.settings(), services(), { audit })).toMatchObject({
      status: 'nothing_to_do',
    });
    expect(await undoPackages(machine.settings(), services(), { audit })).toMatchObject({
      status: 'nothing_to_do',
    });
    machine.write('aim/data/tools/journal.json', 'damaged');
    expect(interruptedInstallation(machine.settings())).toMatchObject({ state: 'damaged' });
  });
});

describe('missingSecrets', () => {
  it('names the tools that have none of the keys they may see', async () => {
    machine.program('claude');
    const settings = machine.settings({ env: { PATH: machine.bin } });
    const missing = missingSecrets(settings).find(({ tool }) => tool === 'claude-cli');
    expect(missing?.names).toContain('ANTHROPIC_API_KEY');
    await openServices(settings).vault.set('ANTHROPIC_API_KEY', 'value-of-a');
    expect(missingSecrets(settings)).toEqual([]);
  });
});
