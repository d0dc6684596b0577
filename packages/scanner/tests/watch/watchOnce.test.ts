import { lstatSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { expect, it } from 'vitest';
import { watchOnce, watchRun, type ConfigChange } from '../../src/index.js';
import { tempDir } from '../support/tempDir.js';
import { writeTree } from '../support/writeTree.js';

const patterns = ['.cache'];

it('reports caches and changes of the configuration since the last time', async () => {
  const root = writeTree(tempDir(), { 'a/.cache/x': '1', 'aim_config.json': '1' });
  const stateDir = tempDir();
  const file = join(root, 'aim_config.json');
  const heard: ConfigChange[] = [];
  const look = (): ReturnType<typeof watchOnce> =>
    watchOnce({
      roots: [root],
      patterns,
      stateDir,
      configFiles: [file],
      onConfigChange: (change) => {
        heard.push(change);
      },
    });
  const first = await look();
  expect(first).toMatchObject({ config_changes: [], centralised: null, errors: [] });
  expect(first.caches.map(({ path }) => path)).toEqual([join(root, 'a/.cache')]);
  writeFileSync(file, '2');
  expect((await look()).config_changes).toMatchObject([{ path: file, kind: 'modified' }]);
  expect((await look()).config_changes).toEqual([]);
  rmSync(file);
  expect((await look()).config_changes).toMatchObject([{ kind: 'removed', sha256: null }]);
  expect(heard.map(({ kind }) => kind)).toEqual(['modified', 'removed']);
});

it('lists what its callback threw, and a damaged memory is no obstacle', async () => {
  const root = writeTree(tempDir(), { 'c.json': '1' });
  const stateDir = writeTree(tempDir(), { 'watch-config.json': '{"x":' });
  const configFiles = [join(root, 'c.json')];
  await watchOnce({ roots: [root], patterns, stateDir, configFiles });
  writeFileSync(join(root, 'c.json'), '2');
  const onConfigChange = (): never => {
    throw new AimError('CONFIG_INVALID', 2, 'bad');
  };
  const { errors } = await watchOnce({ roots: [root], patterns, stateDir, configFiles, onConfigChange });
  expect(errors).toEqual([{ path: join(root, 'c.json'), error: 'CONFIG_INVALID' }]);
});

it('moves misplaced caches with enforce, and finds nothing more afterwards', async () => {
  const root = writeTree(tempDir(), { 'a/.cache/x': '1' });
  const options = { roots: [root], patterns, stateDir: tempDir(), centralCache: tempDir(), enforce: true };
  const planned = await watchOnce({ ...options, dryRun: true });
  expect(planned.centralised).toMatchObject({ run: null, items: [{ outcome: 'planned' }] });
  expect(lstatSync(join(root, 'a/.cache')).isDirectory()).toBe(true);
  const done = await watchOnce(options);
  expect(done.centralised?.items).toMatchObject([{ outcome: 'centralised' }]);
  expect(lstatSync(join(root, 'a/.cache')).isSymbolicLink()).toBe(true);
  expect((await watchOnce(options)).caches).toEqual([]);
});

it('waits for no running watcher', async () => {
  const stateDir = tempDir();
  const watcher = await watchRun({ roots: [], stateDir, onEvent: () => {} });
  await expect(watchOnce({ roots: [], stateDir })).rejects.toMatchObject({ code: 'LOCK_BUSY' });
  await watcher.close();
});
