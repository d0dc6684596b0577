import { existsSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { planShims, planShimsClean } from '@aim/environment';
import { describe, expect, it } from 'vitest';
import { changeShims, servicePaths, shimSettings, verifyAuditOf } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const configured = (masterBin: object = {}, environment: object = {}) =>
  machine.settings({ config: { environment: { ...environment, masterBin } } });

describe('shimSettings', () => {
  it('asks by default for the commands that were installed, in the user’s own folder', () => {
    const settings = machine.settings();
    expect(shimSettings(settings)).toEqual({
      path: join(machine.path, 'aim/data/shims'),
      sources: [servicePaths(settings).toolCommands],
      priority: [],
      denyList: [],
      variables: {},
    });
  });

  it('takes what is configured', () => {
    const central = join(machine.path, 'caches');
    const path = join(machine.path, 'master');
    const masterBin = { path, sources: [machine.bin], priority: ['one'], denyList: ['npm'] };
    expect(shimSettings(configured(masterBin, { centralCache: central }))).toEqual({
      ...masterBin,
      variables: expect.objectContaining({ PIP_CACHE_DIR: join(central, 'pip') }),
    });
  });
});

describe('changeShims', () => {
  it('writes shims that start the commands, removes them again, and records each change once', async () => {
    const directory = join(machine.path, 'master');
    machine.program('one', 'echo "$1"; exit 7');
    const settings = configured({ path: directory, sources: [machine.bin] });
    const { audit } = openServices(settings);
    const effects = { platform: settings.platform, env: settings.env };
    const rebuild = () => changeShims(settings, planShims(shimSettings(settings), effects), { audit });
    const clean = () => changeShims(settings, planShimsClean(directory, effects), { audit });

    expect(await rebuild()).toMatchObject({ changed: true, written: [join(directory, 'one')] });
    const called = spawnSync(join(directory, 'one'), ['a b'], { encoding: 'utf8', env: settings.env });
    expect(called).toMatchObject({ status: 7, stdout: 'a b\n' });
    expect(await rebuild()).toMatchObject({ changed: false });
    expect(await clean()).toMatchObject({ changed: true, removed: [join(directory, 'one')] });
    expect(existsSync(directory) ? readdirSync(directory) : []).toEqual([]);
    expect(await clean()).toMatchObject({ changed: false });

    const message = 'Environment: shims';
    expect(recordedEvents(settings)).toMatchObject([
      { event_type: 'env_change', message, details: { directory, written: ['one'], removed: [] } },
      { event_type: 'env_change', message, details: { directory, written: [], removed: ['one'] } },
    ]);
    expect(verifyAuditOf(settings)).toMatchObject({ ok: true, events: 2 });
  });
});
