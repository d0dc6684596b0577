import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import type { DirectoryManager, InstalledPackage, Release } from '@aim/installer';
import { describe, expect, it } from 'vitest';
import { lockFileOf, readLockFile } from '../../src/installation/lockFile.js';
import { lockPackages } from '../../src/installation/lockPackages.js';
import { packageServices, type PackageServices } from '../../src/installation/packageServices.js';
import { planPackages } from '../../src/installation/planPackages.js';
import { versionReportOf } from '../../src/installation/versionReportOf.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const now = Date.parse('2030-06-01T00:00:00Z');
const day = 86_400_000;

interface Fake {
  readonly releases?: readonly Release[];
  readonly listed?: readonly InstalledPackage[];
  readonly missing?: boolean;
  readonly fails?: Error;
}

const hashOf = (version: string): string => `sha512-${Buffer.alloc(64, version).toString('base64')}`;

/** npm as far as planning asks it, and how often it asked. */
function services(fake: Fake = {}): PackageServices & { readonly asked: string[] } {
  const asked: string[] = [];
  const npm = {
    id: 'npm',
    placement: 'directory',
    scheme: 'semver',
    concurrency: 1,
    batches: true,
    find: () => (fake.missing ? undefined : '/usr/bin/npm'),
    howToGet: () => 'get npm',
    isValidName: () => true,
    releases: (name) => {
      asked.push(`releases ${name}`);
      return fake.fails ? Promise.reject(fake.fails) : Promise.resolve(fake.releases ?? []);
    },
    integrityOf: ({ name, version }) => {
      asked.push(`integrity ${name}@${version}`);
      return Promise.resolve([hashOf(version)]);
    },
    listed: () => {
      asked.push('listed');
      return fake.fails ? Promise.reject(fake.fails) : Promise.resolve(fake.listed ?? []);
    },
    listingFiles: () => undefined,
    install: () => Promise.reject(new Error('planning installs nothing')),
  } satisfies DirectoryManager;
  const real = packageServices(machine.settings(), new AbortController().signal);
  return { ...real, managers: [npm], now: () => now, asked };
}

const release = (version: string, age: number, tags: readonly string[] = []): Release => ({
  version,
  publishedAt: now - age,
  integrity: [],
  tags,
});
const releases = [
  release('1.0.0', 90 * day),
  release('1.1.0', 30 * day),
  release('1.2.0', day / 2, ['latest']),
];
const wanted = (pin?: string) => [{ manager: 'npm', name: 'one', source: 'x', ...(pin && { pin }) }] as const;
const here = (version: string): InstalledPackage => ({ name: 'one', version, commands: {} });

describe('planPackages', () => {
  it('goes to a pin without asking the registry', async () => {
    const given = services();
    const plan = await planPackages(machine.settings(), { packages: wanted('1.1.0') }, given);
    expect(plan.steps).toMatchObject([{ action: 'install', name: 'one', to: '1.1.0', pinned: true }]);
    expect(given.asked).toEqual(['listed']);
  });

  it('finds out for a plan that is only shown whether a pin can be had', async () => {
    const confirm = (fake: Fake) => {
      const given = services(fake);
      for (const manager of given.managers) delete manager.integrityOf;
      return planPackages(machine.settings(), { packages: wanted('1.1.0'), confirm: true }, given);
    };
    expect(await confirm({ releases })).toMatchObject({ steps: [{ to: '1.1.0' }], unresolved: [] });
    expect(await confirm({ releases: [release('1.0.0', day)] })).toMatchObject({
      steps: [],
      unresolved: [{ name: 'one', reason: 'the registry has no version 1.1.0 of it.' }],
    });
    const unknown = new AimError('INSTALL_PACKAGE_NOT_FOUND', 5, 'no such package');
    expect(await confirm({ fails: unknown })).toMatchObject({
      steps: [],
      unresolved: [{ reason: 'no such package' }],
    });
    const offline = new AimError('INSTALL_NETWORK', 4, 'no network');
    expect(await confirm({ fails: offline })).toMatchObject({
      steps: [{ to: '1.1.0' }],
      unresolved: [],
      notes: ['one: no network', 'npm: no network'],
    });
  });

  it('takes the newest release that is old enough, and says which it held back until when', async () => {
    const plan = await planPackages(machine.settings(), { packages: wanted() }, services({ releases }));
    expect(plan.steps).toMatchObject([{ action: 'install', to: '1.1.0' }]);
    expect(plan.heldBack).toEqual([
      { manager: 'npm', name: 'one', version: '1.2.0', until: now + day / 2, instead: '1.1.0' },
    ]);
    const config = { environment: { minimumReleaseAge: 0 } };
    const eager = await planPackages(
      machine.settings({ config }),
      { packages: wanted() },
      services({ releases }),
    );
    expect(eager.steps).toMatchObject([{ to: '1.2.0' }]);
  });

  it('keeps what the user has, whatever is newer, until an update is asked for', async () => {
    const given = services({ releases, listed: [here('1.0.0')] });
    expect((await planPackages(machine.settings(), { packages: wanted() }, given)).steps).toMatchObject([
      { action: 'keep', source: 'user', from: '1.0.0' },
    ]);
    expect(given.asked).toEqual(['listed']);
    expect(
      (await planPackages(machine.settings(), { packages: wanted(), update: true }, given)).steps,
    ).toMatchObject([{ action: 'install', source: 'aim', to: '1.1.0', userVersion: '1.0.0' }]);
  });

  it('never goes back because what is there is young', async () => {
    const given = services({ releases, listed: [here('1.2.0')] });
    const plan = await planPackages(machine.settings(), { packages: wanted(), update: true }, given);
    expect(plan.steps).toMatchObject([{ action: 'keep', to: '1.2.0' }]);
  });

  it('names a manager that is not there, and what cannot be had, each with its reason', async () => {
    const blocked = await planPackages(
      machine.settings(),
      { packages: wanted('1.0.0') },
      services({ missing: true }),
    );
    expect(blocked).toMatchObject({
      steps: [],
      blocked: [{ manager: 'npm', packages: ['one'], howToGet: 'get npm' }],
    });
    const failing = services({ fails: new Error('the registry is gone') });
    const unresolved = await planPackages(machine.settings(), { packages: wanted() }, failing);
    expect(unresolved.unresolved).toEqual([{ manager: 'npm', name: 'one', reason: 'the registry is gone' }]);
    expect(unresolved.notes).toContain('npm: the registry is gone');
    const young = services({ releases: [release('2.0.0', 1)] });
    expect((await planPackages(machine.settings(), { packages: wanted() }, young)).unresolved).toMatchObject([
      { name: 'one', reason: expect.stringMatching(/old enough/) },
    ]);
  });

  it('keeps to the lock and asks for hashes to compare', async () => {
    const settings = machine.settings();
    mkdirSync(join(settings.dirs.config), { recursive: true });
    machine.write(
      'aim/config/aim.lock',
      JSON.stringify({
        lockfileVersion: 1,
        packages: { 'npm:one': { version: '1.0.0', integrity: { any: [`sha512-${'A'.repeat(86)}==`] } } },
      }),
    );
    const given = services({ releases });
    const plan = await planPackages(settings, { packages: wanted() }, given);
    expect(plan.steps).toMatchObject([
      { to: '1.0.0', integrity: [`sha512-${'A'.repeat(86)}==`], published: [hashOf('1.0.0')] },
    ]);
    const update = await planPackages(settings, { packages: wanted(), update: true }, given);
    expect(update.steps).toMatchObject([{ to: '1.1.0', published: [hashOf('1.1.0')] }]);
  });
});

describe('versionReportOf', () => {
  const config = {
    environment: {
      npmGlobal: ['one'],
      copilotPackages: ['first', 'second'],
      versionPins: { npm: { one: '1.1.0' } },
    },
  };

  it('compares what is there with the pins, a group counting as one', async () => {
    const given = services({ listed: [here('1.0.0'), { name: 'second', version: '2.0.0', commands: {} }] });
    const { report } = await versionReportOf(machine.settings({ config }), given);
    expect(report.rows.map(({ name, status, actual }) => [name, status, actual])).toEqual([
      ['one', 'drift', '1.0.0'],
      ['second', 'unpinned', '2.0.0'],
    ]);
    const none = await versionReportOf(machine.settings({ config }), services());
    expect(none.report.rows.map(({ name, status }) => [name, status])).toEqual([
      ['first', 'missing'],
      ['one', 'missing'],
    ]);
    expect((await versionReportOf(machine.settings({ config }), given, ['pipx'])).report.rows).toEqual([]);
  });

  it('is what a lock is written from, beside the configuration that takes part', async () => {
    const settings = machine.settings({ config });
    const given = services({ listed: [here('1.0.0')] });
    const { file, lock } = await lockPackages(settings, await versionReportOf(settings, given), given);
    expect(file).toBe(lockFileOf(settings));
    expect(lock.packages).toEqual({ 'npm:one': { version: '1.0.0', integrity: { any: [hashOf('1.0.0')] } } });
    expect(readLockFile(file)?.packages).toHaveProperty('npm:one');
    expect(lockFileOf(machine.settings())).toBe(join(machine.path, 'aim/config/aim.lock'));
  });
});

describe('lockFileOf', () => {
  it('lets no project that is not trusted lead to another file', () => {
    const elsewhere = join(machine.path, 'home/elsewhere');
    machine.write('work/aim_config.json', '{"version":"1.0.0"}');
    const lock = join(machine.work, 'aim.lock');
    const settings = machine.settings();
    expect(lockFileOf(settings)).toBe(lock);
    symlinkSync(elsewhere, lock);
    expect(() => lockFileOf(settings)).toThrow(expect.objectContaining({ code: 'LOCK_IS_LINK' }));
    const layers = settings.loaded.layers.map((layer) => ({ ...layer, trusted: true }));
    expect(lockFileOf({ ...settings, loaded: { ...settings.loaded, layers } })).toBe(lock);
  });
});
