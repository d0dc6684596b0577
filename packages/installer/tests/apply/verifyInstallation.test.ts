import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { currentGeneration, verifyInstallation } from '../../src/index.js';
import { environment, install } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { tinyManager, tinySystem } from '../support/tinyManagers.js';

describe('verifyInstallation', () => {
  it('finds nothing before the first installation', async () => {
    const { effects } = environment(tempDir(), []);
    expect(await verifyInstallation(effects)).toEqual({ packages: [] });
  });

  it('tells what is fine from what is missing, broken or changed', async () => {
    const home = tempDir();
    const { root, effects } = environment(home, [tinyManager('pipx'), tinySystem('brew', join(home, 'm'))]);
    const names = ['fine', 'gone', 'cut', 'broken', 'edited', 'upgraded', 'unmarked'];
    await install(
      effects,
      ...names.map((name) => `pipx:${name}@1.0`),
      'brew:jq@1',
      'brew:yq@1',
      'brew:git@1',
    );
    const place = (name: string, ...path: string[]): string => {
      const found = currentGeneration(root)?.packages.find((item) => item.name === name);
      return join(root, found?.directory ?? 'none', ...path);
    };
    const write = (name: string, text: string): void => {
      writeFileSync(place(name, 'bin', name), text);
      chmodSync(place(name, 'bin', name), 0o755);
    };
    rmSync(place('gone'), { recursive: true });
    rmSync(place('cut', 'bin/cut'));
    write('broken', '#!/bin/sh\nexit 1\n');
    write('edited', '#!/bin/sh\n# edited\necho edited 1.0\n');
    write('upgraded', '#!/bin/sh\necho upgraded 2.0\n');
    writeFileSync(place('unmarked', '.aim-installation.json'), '[]');
    rmSync(join(home, 'm/yq'));
    writeFileSync(join(home, 'm/git'), '2');

    const { generation, packages } = await verifyInstallation(effects);
    expect(generation).toBe(1);
    expect(Object.fromEntries(packages.map(({ name, status, why }) => [name, [status, why]]))).toEqual({
      fine: ['ok', undefined],
      gone: ['missing', 'its directory is gone'],
      cut: ['missing', 'its command cut is gone'],
      broken: ['broken', 'its command broken does not start: it ended with exit code 1'],
      edited: ['changed', 'the file of its command edited has changed'],
      upgraded: ['changed', 'its command says 2.0 where it said 1.0'],
      unmarked: ['broken', 'its record in the store is gone or damaged'],
      jq: ['ok', undefined],
      yq: ['missing', 'brew does not hold it'],
      git: ['changed', 'brew holds 2'],
    });
  });

  it('says so where a system manager cannot tell what it holds', async () => {
    const home = tempDir();
    const { effects } = environment(home, [tinySystem('brew', join(home, 'm'))]);
    await install(effects, 'brew:jq@1');
    rmSync(join(home, 'm'), { recursive: true });
    expect((await verifyInstallation(effects)).packages).toMatchObject([{ name: 'jq', status: 'broken' }]);
  });
});
