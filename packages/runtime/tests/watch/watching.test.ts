import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchOnceOf, watchRunOf, type SettingsWatchEvent } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const configured = (environment: object = {}) =>
  machine.settings({
    config: {
      environment: {
        watchRoots: [machine.work],
        centralCache: join(machine.path, 'central'),
        ...environment,
      },
    },
  });
const cache = (): string => join(machine.work, '__pycache__');
const ofType = (settings: ReturnType<typeof configured>, type: string) =>
  recordedEvents(settings).filter(({ event_type }) => event_type === type);

describe('watchOnceOf', () => {
  it('reports misplaced caches, and moves and records them only when asked to', async () => {
    machine.write('work/__pycache__/m.pyc', 'cache');
    const settings = configured();
    const { audit } = openServices(settings);
    expect(await watchOnceOf(settings, { audit })).toMatchObject({
      caches: [{ path: cache(), placement: 'misplaced' }],
      centralised: null,
    });
    await watchOnceOf(settings, { audit, enforce: true, dryRun: true });
    expect(lstatSync(cache()).isDirectory()).toBe(true);
    expect(ofType(settings, 'scan_fix')).toEqual([]);
    const { centralised } = await watchOnceOf(settings, { audit, enforce: true });
    expect(lstatSync(cache()).isSymbolicLink()).toBe(true);
    expect(ofType(settings, 'scan_fix')).toMatchObject([
      {
        message: 'Caches centralised',
        details: { run: centralised?.run, method: 'centralise', done: 1, kept: 0 },
      },
    ]);
  });

  it('judges and records configuration files that changed since the last look', async () => {
    const settings = configured();
    const { audit } = openServices(settings);
    await watchOnceOf(settings, { audit });
    const path = machine.write('given/aim_config.json', '{"version": "1.0.0", "environment": 1}');
    const { config_changes } = await watchOnceOf(settings, { audit });
    expect(config_changes).toMatchObject([{ path, kind: 'modified', valid: false }]);
    rmSync(path);
    await watchOnceOf(settings, { audit });
    expect(ofType(settings, 'config_change').slice(-2)).toMatchObject([
      {
        severity: 'warning',
        message: 'Configuration file modified',
        details: { file: path, valid: false, problems: 1 },
      },
      { severity: 'info', message: 'Configuration file removed', details: { sha256: null, valid: null } },
    ]);
    const again = await watchOnceOf(settings, { audit });
    expect(again.config_changes).toEqual([]);
  });
});

/** The events of a watch, and a way to await one of a type. */
function eventLog() {
  const seen: SettingsWatchEvent[] = [];
  const waiting: (() => void)[] = [];
  const onEvent = (event: SettingsWatchEvent): void => {
    seen.push(event);
    for (const check of waiting) check();
  };
  const has = (type: SettingsWatchEvent['type']): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => void (seen.some((event) => event.type === type) && resolve());
      waiting.push(check);
      check();
    });
  return { seen, onEvent, has };
}

describe('watchRunOf', () => {
  it('centralises caches, judges configuration that changes, and records both before it is closed', async () => {
    machine.write('work/__pycache__/m.pyc', 'cache');
    const settings = configured();
    const { audit } = openServices(settings);
    const { seen, onEvent, has } = eventLog();
    const watcher = await watchRunOf(settings, { audit, onEvent, enforce: true });
    onTestFinished(() => watcher.close());
    await has('ready');
    await has('cache_centralised');
    const path = machine.write('given/aim_config.json', '{"version": }');
    await has('config_changed');
    await watcher.close();
    expect(seen.findLast(({ type }) => type === 'config_changed')).toMatchObject({
      change: { path, valid: false },
    });
    expect(ofType(settings, 'scan_fix')).toMatchObject([
      { message: 'Cache centralised', details: { method: 'centralise', path: cache() } },
    ]);
    expect(ofType(settings, 'config_change').at(-1)).toMatchObject({
      severity: 'warning',
      details: { file: path, valid: false },
    });
  });

  it('goes on and tells when what it did cannot be recorded', async () => {
    machine.write('work/__pycache__/m.pyc', 'cache');
    const { seen, onEvent, has } = eventLog();
    const audit = (): Promise<void> => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    const watcher = await watchRunOf(configured(), { audit, onEvent, enforce: true });
    onTestFinished(() => watcher.close());
    await has('cache_centralised');
    await has('failed');
    await watcher.close();
    expect(seen).toContainEqual({ type: 'failed', path: cache(), code: 'ENOSPC' });
  });
});
