import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createRunner } from '@aim/exec';
import { describe, expect, it } from 'vitest';
import { permissionsCheck } from '../../src/checks/permissions.js';
import { createPathInspector, type PathFacts, type PathTrouble } from '../../src/paths/pathInspector.js';
import { healthContext, ownFolder, pathInspector } from '../support/healthContext.js';
import { useTempDir } from '../support/tempDir.js';

const tempDir = useTempDir();
const check = (facts: PathFacts | PathTrouble, confidential = true) =>
  permissionsCheck.run(
    healthContext({ ownPaths: [{ path: '/own', confidential }], paths: pathInspector({ '/own': facts }) }),
  );

describe('permissions check', () => {
  it('passes for what is the user’s alone', async () => {
    expect(await check(ownFolder)).toMatchObject({ status: 'pass', message: '1 paths, yours alone' });
  });

  it('does not mind what does not exist yet', async () => {
    expect(await check({ state: 'missing' })).toMatchObject({
      status: 'pass',
      message: 'Nothing has been made yet',
      details: { checked: [] },
    });
  });

  it.each([
    ['a folder others may change', { mode: 0o770 }, true, 'fail', 'chmod 700 /own'],
    ['a folder others may change, nothing secret in it', { mode: 0o702 }, false, 'fail', 'chmod 700 /own'],
    ['a confidential file others may read', { kind: 'file', mode: 0o644 }, true, 'fail', 'chmod 600 /own'],
    ['another file others may read', { kind: 'file', mode: 0o644 }, false, 'warn', 'chmod 600 /own'],
    ['another user’s file', { uid: 0 }, false, 'fail', 'sudo chown "$(id -u)" /own'],
    [
      'a link in place of a vault',
      { kind: 'file', mode: 0o600, link: true },
      true,
      'fail',
      'replace the link /own by what it points to',
    ],
    ['a linked folder', { link: true }, true, 'warn', 'replace the link /own by what it points to'],
  ] as const)('finds %s and says how to mend it', async (_, facts, confidential, status, fix) => {
    expect(await check({ ...ownFolder, ...facts }, confidential)).toMatchObject({ status, fix });
  });

  it.each([
    [{ state: 'silent' } as const, 'does not answer'],
    [{ state: 'refused', code: 'EACCES' } as const, 'EACCES'],
  ])('fails for what it cannot look at (%o)', async (facts, why) => {
    expect(await check(facts)).toMatchObject({ status: 'fail', message: expect.stringContaining(why) });
  });

  it.each(['linux', 'win32'] as const)('warns once for each network file system (%s)', async (platform) => {
    const home = platform === 'win32' ? '\\\\nas\\me' : '/nas/me';
    const ownPaths = ['vault', 'log'].map((name) => ({ path: `${home}/${name}`, confidential: true }));
    const paths = pathInspector({}, { networkMount: () => Promise.resolve('/nas') });
    const context = healthContext({ platform, ownPaths, paths, user: { uid: 1000, home } });
    expect(await permissionsCheck.run(context)).toMatchObject({
      status: 'warn',
      message: 'the vault, the log or their folders are on a network file system (/nas)',
      fix: 'set AIM_HOME to a folder on a local disk',
    });
  });

  it('does not ask for an owner where users have no number', async () => {
    const context = healthContext({ user: { uid: null, home: '/home/me' } });
    expect(await permissionsCheck.run(context)).toMatchObject({ status: 'pass' });
  });

  it.skipIf(process.platform === 'win32')('judges real files', async () => {
    const dir = tempDir();
    const vault = dir.file("it's here/vault.age", 'x', 0o600);
    const link = join(dir.path, 'link');
    symlinkSync(vault, link);
    const paths = createPathInspector({ run: createRunner() });
    const run = (...own: readonly string[]) =>
      permissionsCheck.run(
        healthContext({
          paths,
          platform: process.platform,
          ownPaths: own.map((path) => ({ path, confidential: true })),
          user: { uid: process.getuid?.() ?? null, home: dir.path },
        }),
      );
    expect(await run(dir.path, vault)).toMatchObject({ status: 'pass' });
    chmodSync(vault, 0o640);
    const quoted = `'${dir.path}/it'\\''s here/vault.age'`;
    expect(await run(vault)).toMatchObject({ status: 'fail', fix: `chmod 600 ${quoted}` });
    chmodSync(vault, 0o600);
    expect(await run(link)).toMatchObject({ status: 'fail', message: `${link} is a symbolic link` });
  });

  it('on Windows looks at where the paths are, and says that it did no more', async () => {
    const home = 'C:\\Users\\Me';
    const run = (...own: readonly string[]) =>
      permissionsCheck.run(
        healthContext({
          platform: 'win32',
          user: { uid: null, home },
          ownPaths: own.map((path) => ({ path, confidential: true })),
        }),
      );
    expect(await run('c:\\users\\me\\AppData\\Local\\aim')).toMatchObject({
      status: 'pass',
      message: expect.stringContaining('access lists were not read'),
    });
    expect(await run('C:\\Users\\Me2\\aim', 'D:\\aim', 'C:\\Users\\Me\\..x')).toMatchObject({
      status: 'warn',
      details: { outside: ['C:\\Users\\Me2\\aim', 'D:\\aim'] },
      fix: 'icacls "C:\\Users\\Me2\\aim"; icacls "D:\\aim"',
    });
  });
});
