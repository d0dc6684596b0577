import { describe, expect, it } from 'vitest';
import { applyInstall, type InstallResult, type WantedPackage } from '../../src/index.js';
import { environment, planFor, stored } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager } from '../support/tinyManagers.js';

const locked = (integrity: readonly string[], group?: string): WantedPackage => ({
  manager: 'npm',
  name: 'eslint',
  version: '1',
  integrity,
  ...(group !== undefined && { group }),
});

async function apply(
  want: readonly (WantedPackage | string)[],
  published: readonly string[],
  rollback = true,
) {
  const called: string[] = [];
  const releases = { eslint: [{ version: '1', integrity: published }] };
  const manager = tinyManager('npm', { releases, onInstall: (names) => void called.push(...names) });
  const { root, effects } = environment(tempDir(), [manager], { rollback });
  const result: InstallResult = await applyInstall(await planFor(effects, { want }), effects);
  return { root, called, result };
}

describe('a locked package', () => {
  it('is installed where the registry names no hash that is not locked', async () => {
    for (const published of [['sha512-a'], ['sha512-a', 'sha512-b'], []]) {
      const { result } = await apply([locked(['sha512-a', 'sha512-b'])], published);
      expect(result.status).toBe('done');
    }
  });

  it('stops everything, before anything runs, where the registry has one file more', async () => {
    const { root, result, called } = await apply(
      [locked(['sha512-a']), 'npm:tsx@1'],
      ['sha512-a', 'sha512-x'],
    );
    expect(result).toMatchObject({
      status: 'rolled_back',
      packages: [
        { name: 'eslint', status: 'failed', error: { code: 'INSTALL_INTEGRITY' } },
        { name: 'tsx', status: 'not_attempted' },
      ],
    });
    expect(called).toEqual([]);
    expect(stored(root)).toEqual([]);
  });

  it('is left out where the rest shall be kept', async () => {
    const { result, called } = await apply([locked(['sha512-a']), 'npm:tsx@1'], ['sha512-x'], false);
    expect(result).toMatchObject({ status: 'partial', packages: [{ status: 'failed' }, { status: 'done' }] });
    expect(called).toEqual(['tsx']);
  });

  it('makes way for the next one of its group', async () => {
    const { result } = await apply([locked(['sha512-a'], 'ai'), 'npm:tsx@1!ai'], ['sha512-x']);
    expect(result).toMatchObject({
      status: 'done',
      packages: [{ status: 'failed' }, { name: 'tsx', status: 'done' }],
    });
  });
});
