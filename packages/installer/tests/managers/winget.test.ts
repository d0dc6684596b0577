import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@aim/core';
import { describe, expect, it } from 'vitest';
import { wingetManager } from '../../src/managers/winget.js';
import { wingetOutcome } from '../../src/managers/wingetOutcome.js';
import { fakeRuns, managerContext, put, spec } from '../support/managerContext.js';
import { tempDir } from '../support/tempDir.js';

/**
 * A Windows machine: what is installed is a map, and `exits` holds the exit codes of the next calls of each command
 * (0 when there is none). A code of 0 changes what is installed.
 */
function machine(installed: Record<string, string>, exits: Record<string, (number | null)[]> = {}) {
  const home = tempDir();
  const local = join(home, 'AppData/Local');
  put(join(local, 'Microsoft/WindowsApps/winget.exe'));
  const { run, requests } = fakeRuns(({ args }): Partial<RunResult> => {
    const [command = ''] = args;
    const after = (option: string) => args[args.indexOf(option) + 1] ?? '';
    if (command === 'export') {
      const Packages = Object.entries(installed).map(([PackageIdentifier, Version]) => ({
        PackageIdentifier,
        Version,
      }));
      writeFileSync(after('--output'), JSON.stringify({ Sources: [{ Packages, SourceDetails: {} }] }));
      return { exitCode: 1, stdout: 'Some are not available' };
    }
    const next = exits[command]?.shift();
    const exitCode = next === undefined ? 0 : next;
    if ((exitCode === 0 || exitCode === 3010) && command === 'install')
      installed[after('--id')] = after('--version');
    if (exitCode === 0 && command === 'uninstall') delete installed[after('--id')];
    return { exitCode, stdout: `${command} says something` };
  });
  const context = managerContext(home, {
    platform: 'win32',
    env: { localappdata: local },
    run,
    timeoutMs: 200,
  });
  return { context, installed, commands: () => requests.map(({ args }) => args[0]), requests };
}

describe('winget', () => {
  it.each([
    ['nothing', {}, ['export', 'install', 'export']],
    ['an older version', { 'Git.Git': '2.42.0' }, ['export', 'install', 'export']],
    ['a newer version', { 'Git.Git': '2.100.0' }, ['export', 'uninstall', 'install', 'export']],
    ['an unknown version', { 'git.git': 'unknown' }, ['export', 'install', 'export']],
    ['the version itself', { 'Git.Git': '2.43.0' }, ['export']],
  ])('where %s is installed brings exactly the version', async (_what, before, commands) => {
    const there = machine({ ...before });
    const result = await wingetManager.install(spec('Git.Git@2.43.0'), there.context);
    expect(result.installed).toMatchObject({ version: expect.stringMatching(/2\.43\.0|unknown/) });
    expect(there.installed['Git.Git']).toBe('2.43.0');
    expect(there.commands()).toEqual(commands);
  });

  it('names the package exactly and asks nothing', async () => {
    const there = machine({});
    await wingetManager.install(spec('Git.Git@2.43.0'), there.context);
    const { args = [], file } = there.requests[1] ?? {};
    expect(file).toMatch(/winget\.exe$/);
    expect(args.join(' ')).toBe(
      'install --exact --id Git.Git --version 2.43.0 --silent --accept-package-agreements --source winget --accept-source-agreements --disable-interactivity',
    );
  });

  it.each([3010, 1641, 0x8a150109, -1978334967])(
    'says after %i that the machine must be restarted',
    async (code) => {
      const there = machine({}, { install: [code] });
      const result = await wingetManager.install(spec('Git.Git@2.43.0'), there.context);
      expect(result).toEqual({
        installed: { name: 'Git.Git', version: '2.43.0', commands: {} },
        rebootNeeded: true,
      });
    },
  );

  it.each([-1978335189, 0x8a15002b, 0x8a150061])(
    'takes %i for nothing to do, and says what is there',
    async (code) => {
      const there = machine({ 'Git.Git': '2.40.0' }, { install: [code] });
      const result = await wingetManager.install(spec('Git.Git@2.43.0'), there.context);
      expect(result).toEqual({ installed: { name: 'Git.Git', version: '2.40.0', commands: {} } });
    },
  );

  it.each([
    [-1978335212, 'INSTALL_PACKAGE_NOT_FOUND'],
    [0x8a150017, 'INSTALL_VERSION_NOT_FOUND'],
    [-1978335215, 'INSTALL_INTEGRITY'],
    [-1978335224, 'INSTALL_NETWORK'],
    [112, 'INSTALL_DISK_FULL'],
    [-1978335207, 'INSTALL_PERMISSION'],
    [1602, 'INSTALL_ABORTED'],
    [1603, 'INSTALL_FAILED'],
    [null, 'INSTALL_FAILED'],
  ])('maps the exit code %s to %s', async (code, expected) => {
    const there = machine({}, { install: [code] });
    await expect(wingetManager.install(spec('Git.Git@2.43.0'), there.context)).rejects.toMatchObject({
      code: expected,
      message: expect.stringMatching(/^winget could not install Git\.Git@2\.43\.0: .+\.$/),
    });
  });

  it('knows by hand how to remove and how to go back', () => {
    const removal = 'winget uninstall --id Git.Git --exact';
    expect(wingetManager.byHand('Git.Git', undefined)).toBe(removal);
    expect(wingetManager.byHand('Git.Git', '2.4')).toBe(
      `${removal}; winget install --id Git.Git --exact --version 2.4`,
    );
  });

  it('tries again while another installation is running, and gives up after three attempts', async () => {
    const there = machine({}, { install: [1618, -1978334974, 0] });
    await wingetManager.install(spec('Git.Git@2.43.0'), there.context);
    expect(there.installed['Git.Git']).toBe('2.43.0');
    const busy = machine({}, { install: [1618, 1618, 1618, 0] });
    await expect(wingetManager.install(spec('Git.Git@2.43.0'), busy.context)).rejects.toMatchObject({
      code: 'INSTALL_BUSY',
    });
  });

  it('uninstalls, also what is not there', async () => {
    const there = machine({ 'Git.Git': '1' }, { uninstall: [0, -1978335212, 0x8a150030] });
    await wingetManager.uninstall('Git.Git', there.context);
    expect(there.installed).toEqual({});
    await wingetManager.uninstall('Git.Git', there.context);
    await expect(wingetManager.uninstall('Git.Git', there.context)).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
    });
  });

  it('lists what its export tells, in either form, and leaves no file behind', async () => {
    const there = machine({});
    const folders: string[] = [];
    const { run } = fakeRuns(({ args }) => {
      const file = args[args.indexOf('--output') + 1] ?? '';
      folders.push(file);
      const sources = [
        { Packages: [{ Id: 'A.B', Version: '1' }, { PackageIdentifier: 'C.D' }, {}] },
        {},
        null,
      ];
      writeFileSync(file, `\uFEFF${JSON.stringify({ Sources: sources })}`);
      return {};
    });
    expect(await wingetManager.listed({ ...there.context, run })).toEqual([
      { name: 'A.B', version: '1', commands: {} },
      { name: 'C.D', version: 'unknown', commands: {} },
    ]);
    const { existsSync } = await import('node:fs');
    expect(folders.map((file) => existsSync(join(file, '..')))).toEqual([false]);
    const { run: silent } = fakeRuns(() => ({ exitCode: 0x8a150015 }));
    await expect(wingetManager.listed({ ...there.context, run: silent })).rejects.toMatchObject({
      code: 'INSTALL_LISTING_FAILED',
    });
    expect(wingetManager.listingFiles(there.context)).toBeUndefined();
  });

  it('reads releases in any language, and the hash of one', async () => {
    const there = machine({});
    const hash = 'AB'.repeat(32);
    const { run } = fakeRuns(({ args }) => ({
      stdout: args.includes('--versions')
        ? '\r   - \r   \\ \rGefunden Git [Git.Git]\r\nVersion\r\n-------\r\n2.43.0\r\n2.42.0.2\r\n\r\n'
        : `Gefunden Git [Git.Git]\r\n  Installer SHA256: ${hash}\r\n`,
    }));
    const context = { ...there.context, run };
    expect(await wingetManager.releases('Git.Git', context)).toEqual([
      { version: '2.43.0', integrity: [], tags: ['latest'] },
      { version: '2.42.0.2', integrity: [] },
    ]);
    expect(await wingetManager.integrityOf?.(spec('Git.Git@2.43.0'), context)).toEqual([
      `sha256:${hash.toLowerCase()}`,
    ]);
    const { run: nothing } = fakeRuns(() => ({ stdout: 'No table' }));
    await expect(wingetManager.releases('Git.Git', { ...context, run: nothing })).rejects.toMatchObject({
      code: 'INSTALL_PACKAGE_NOT_FOUND',
    });
  });

  it('exists on Windows only', async () => {
    const there = machine({});
    await expect(wingetManager.listed({ ...there.context, platform: 'linux' })).rejects.toMatchObject({
      code: 'INSTALL_MANAGER_MISSING',
    });
  });
});

describe('wingetOutcome', () => {
  it('reads a code the same, signed or unsigned', () => {
    expect(wingetOutcome(-1978335189)).toBe('same');
    expect(wingetOutcome(2316632107)).toBe('same');
    expect(wingetOutcome(-1978335212)).toBe('INSTALL_PACKAGE_NOT_FOUND');
    expect(wingetOutcome(0)).toBe('ok');
    expect(wingetOutcome(123_456)).toBe('INSTALL_FAILED');
  });
});
