import { describe, expect, it } from 'vitest';
import { applyInstall, type InstallResult, type WantedPackage } from '../../src/index.js';
import { environment, planFor, stored } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager } from '../support/tinyManagers.js';

const refused = (group?: string): WantedPackage => ({
  manager: 'npm',
  name: 'eslint',
  version: '1',
  integrity: ['sha512-a'],
  refused: 'The registry publishes another file.',
  ...(group !== undefined && { group }),
});

async function apply(want: readonly (WantedPackage | string)[], rollback = true) {
  const called: string[] = [];
  const manager = tinyManager('npm', { onInstall: (names) => void called.push(...names) });
  const { root, effects } = environment(tempDir(), [manager], { rollback });
  const result: InstallResult = await applyInstall(await planFor(effects, { want }), effects);
  return { root, called, result };
}

describe('a release that is not the locked one', () => {
  it('stops everything, before anything runs, and says why', async () => {
    const { root, result, called } = await apply([refused(), 'npm:tsx@1']);
    expect(result).toMatchObject({
      status: 'rolled_back',
      packages: [
        {
          name: 'eslint',
          status: 'failed',
          error: {
            code: 'INSTALL_INTEGRITY',
            message: expect.stringContaining('The registry publishes another file.'),
          },
        },
        { name: 'tsx', status: 'not_attempted' },
      ],
    });
    expect(called).toEqual([]);
    expect(stored(root)).toEqual([]);
  });

  it('is left out where the rest shall be kept', async () => {
    const { result, called } = await apply([refused(), 'npm:tsx@1'], false);
    expect(result).toMatchObject({ status: 'partial', packages: [{ status: 'failed' }, { status: 'done' }] });
    expect(called).toEqual(['tsx']);
  });

  it('makes way for the next one of its group', async () => {
    const { result } = await apply([refused('ai'), 'npm:tsx@1!ai']);
    expect(result).toMatchObject({
      status: 'done',
      packages: [{ status: 'failed' }, { name: 'tsx', status: 'done' }],
    });
  });
});
