import { existsSync, readFileSync, rmSync, writeFileSync, type PathLike } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AimError, systemFs } from '@aim/core';
import {
  currentGeneration,
  pendingInstallation,
  resumeInstallation,
  rollbackInstallation,
  type Follower,
  type InstallEffects,
  type PackageManager,
} from '../../src/index.js';
import { answers, environment, install, stored } from '../support/environment.js';
import { systemError, watchedFs } from '../support/faultyFs.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager, tinySystem } from '../support/tinyManagers.js';

/** Two packages, of which the first is proven when the disk fails for good: what a crash there would leave. */
async function cutShort() {
  const home = tempDir();
  const installed: string[] = [];
  const manager: PackageManager = tinyManager('pipx', {
    concurrency: 1,
    onInstall: (names) => void installed.push(...names),
  });
  const { root, effects, audited } = environment(home, [manager]);
  await install(effects, 'pipx:a@1');
  installed.length = 0;
  let dead = false;
  const fs = watchedFs({
    before: () => {
      if (dead) throw systemError('EIO');
    },
  });
  const onEvent: InstallEffects['onEvent'] = ({ type }) => void (dead ||= type === 'finished');
  await expect(install({ ...effects, fs, onEvent }, 'pipx:a@2', 'pipx:b@2')).rejects.toBeInstanceOf(AimError);
  return { root, effects, installed, audited };
}

describe('an installation that was cut short', () => {
  it('is completed with what was proven already', async () => {
    const { root, effects, installed } = await cutShort();
    expect(answers(root)).toEqual({ a: 'a 1' });
    expect(installed).toEqual(['a']);
    expect(await resumeInstallation(effects)).toMatchObject({ status: 'done', generation: 2 });
    expect(installed).toEqual(['a', 'b']);
    expect(answers(root)).toEqual({ a: 'a 2', b: 'b 2' });
    expect(stored(root)).toHaveLength(3);
  });

  it('installs anew what was proven and does not start any more', async () => {
    const { root, effects, installed } = await cutShort();
    const journal = JSON.parse(readFileSync(join(root, 'journal.json'), 'utf8')) as {
      tasks: { directory: string }[];
    };
    rmSync(join(root, journal.tasks[0]?.directory ?? '', 'bin/a'));
    expect(await resumeInstallation(effects)).toMatchObject({ status: 'done' });
    expect(installed).toEqual(['a', 'a', 'b']);
  });

  it('is undone to what was there before', async () => {
    const { root, effects, audited } = await cutShort();
    expect(await rollbackInstallation(effects)).toMatchObject({
      status: 'rolled_back',
      generation: 1,
      packages: [{ name: 'a', status: 'rolled_back' }, { name: 'b' }],
    });
    expect(answers(root)).toEqual({ a: 'a 1' });
    expect(stored(root)).toHaveLength(1);
    expect(audited.at(-1)).toMatchObject({ type: 'rollback' });
  });

  it('can be undone even after the switch, back to no tools at all', async () => {
    const { root, effects } = environment(tempDir(), [tinyManager('pipx')]);
    const audit = async (): Promise<void> => {
      throw new AimError('AUDIT_REFUSED', 1, 'no log');
    };
    await expect(install({ ...effects, audit }, 'pipx:a@1')).rejects.toThrow('no log');
    expect(await rollbackInstallation(effects)).toMatchObject({ status: 'rolled_back' });
    expect(currentGeneration(root)).toBeUndefined();
    expect(existsSync(join(root, 'current'))).toBe(false);
    expect(stored(root)).toEqual([]);
  });

  it.each(['follow', 'drop the journal'])(
    'has the follower follow, or restored, when it ended where it was to %s',
    async (moment) => {
      const { root, effects } = environment(tempDir(), [tinyManager('pipx')]);
      const calls: string[] = [];
      const follower: Follower = {
        find: () => `lock ${calls.length}`,
        save: (place) => `${place}, saved`,
        follow: (place) => void calls.push(`follow ${place}`),
        restore: (place, saved) => void calls.push(`restore ${place} to ${saved}`),
      };
      const dying = (): Partial<InstallEffects> => {
        const follow = (place: string): void => {
          follower.follow(place);
          throw systemError('EIO');
        };
        if (moment === 'follow') return { follower: { ...follower, follow } };
        const unlinkSync = (path: PathLike): void => {
          if (path === join(root, 'journal.json')) throw systemError('EIO');
          systemFs.unlinkSync(path);
        };
        return { follower, fs: { ...systemFs, unlinkSync } };
      };
      for (const [version, finish, result] of [
        [1, resumeInstallation, ['follow lock 0', 'follow lock 0']],
        [2, rollbackInstallation, ['follow lock 2', 'restore lock 2 to lock 2, saved']],
      ] as const) {
        await expect(install({ ...effects, ...dying() }, `pipx:a@${version}`)).rejects.toThrow('EIO');
        expect(pendingInstallation(root)).toMatchObject({ phase: 'switched' });
        await finish({ ...effects, follower });
        expect(pendingInstallation(root)).toBeUndefined();
        expect(calls.slice(-2)).toEqual(result);
      }
      expect(answers(root)).toEqual({ a: 'a 1' });
    },
  );

  it('leaves the follower alone where nothing was switched', async () => {
    const { effects } = await cutShort();
    const fail = (): never => {
      throw new Error('called');
    };
    const follower: Follower = { find: () => 'lock', save: fail, follow: fail, restore: fail };
    expect(await rollbackInstallation({ ...effects, follower })).toMatchObject({ status: 'rolled_back' });
  });

  it('needs the managers that it began with', async () => {
    const { root, effects } = await cutShort();
    await expect(resumeInstallation({ ...effects, managers: [] })).rejects.toMatchObject({
      code: 'INSTALL_MANAGER_UNKNOWN',
    });
    expect(pendingInstallation(root)).toBeDefined();
    expect(await resumeInstallation(effects)).toMatchObject({ status: 'done' });
  });

  it('is undone but for the packages of a manager that is not at hand, which are named', async () => {
    const home = tempDir();
    const audit = () => Promise.reject(new AimError('AUDIT_REFUSED', 1, 'no log'));
    const managers = [tinyManager('pipx'), tinySystem('brew', join(home, 'machine'))];
    const { root, effects } = environment(home, managers);
    await expect(install({ ...effects, audit }, 'pipx:a@1', 'brew:jq@1')).rejects.toThrow('no log');
    const undone = await rollbackInstallation({ ...effects, managers: managers.slice(0, 1) });
    expect(undone.status).toBe('rollback_failed');
    expect(undone.packages).toMatchObject([
      { name: 'a', status: 'rolled_back' },
      {
        name: 'jq',
        error: { code: 'INSTALL_UNDO_FAILED', hint: expect.stringContaining('with brew itself') },
      },
    ]);
    expect(stored(root)).toEqual([]);
    expect(await rollbackInstallation(effects)).toMatchObject({ status: 'rolled_back' });
    expect(pendingInstallation(root)).toBeUndefined();
  });

  it('is nothing to do where there is none', async () => {
    const { effects } = environment(tempDir(), []);
    for (const action of [resumeInstallation, rollbackInstallation]) {
      expect(await action(effects)).toEqual({ status: 'nothing_to_do', packages: [], notes: [] });
    }
  });

  it('tells when what failed could not be written to the log', async () => {
    const { effects } = environment(tempDir(), [tinyManager('pipx', { odd: { 'a@1': 'fails' } })]);
    writeFileSync(join(effects.context.home, 'x'), '');
    const audit = async (): Promise<void> => {
      throw new AimError('AUDIT_REFUSED', 1, 'no log');
    };
    expect((await install({ ...effects, audit }, 'pipx:a@1')).notes).toEqual([
      'That the installation was undone could not be written to the audit log.',
    ]);
  });
});
