import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const central = (): string => join(home.root, 'central');
const cache = (): string => join(home.project, '__pycache__');

function configure(environment: object = {}): void {
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { watchRoots: [home.project], centralCache: central(), ...environment },
  });
}

beforeEach(() => {
  configure();
  home.write('project/__pycache__/m.pyc', 'cache');
});

describe('aim watch once', () => {
  it('reports misplaced caches in the watch roots and moves none', async () => {
    const outcome = await home.aim(['watch', 'once', '--json']);
    expect(outcome.json()).toMatchObject({
      caches: [{ path: cache(), placement: 'misplaced' }],
      config_changes: [],
      centralised: null,
    });
    expect((await home.aim(['watch', 'once'])).stdout).toContain('1 misplaced cache');
    expect(lstatSync(cache()).isDirectory()).toBe(true);
  });

  it('says what it would move with --dry-run and moves nothing', async () => {
    const outcome = await home.aim(['watch', 'once', '--enforce', '--dry-run']);
    expect(outcome.stdout).toMatch(/^would move .*__pycache__ → .*central\/[0-9a-f]{16}\/__pycache__\n$/);
    expect(existsSync(central())).toBe(false);
  });

  it('moves caches to the central folder with --enforce, records it, and aim scan undo takes it back', async () => {
    const outcome = await home.aim(['watch', 'once', '--enforce', '--json']);
    const { centralised } = outcome.json<{ centralised: { run: string } }>();
    expect(centralised).toMatchObject({ items: [{ path: cache(), outcome: 'centralised' }] });
    expect(lstatSync(cache()).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cache(), 'm.pyc'), 'utf8')).toBe('cache');
    const events = await home.aim(['audit', 'query', '--type', 'scan_fix', '--json']);
    expect(events.json()).toMatchObject([
      {
        message: 'Caches centralised',
        details: { run: centralised.run, method: 'centralise', done: 1, kept: 0 },
      },
    ]);
    expect((await home.aim(['watch', 'once', '--enforce', '--json'])).json()).toMatchObject({ caches: [] });
    expect((await home.aim(['scan', 'undo'])).exitCode).toBe(0);
    expect(lstatSync(cache()).isDirectory()).toBe(true);
  });

  it('leaves the folders alone where environment features are switched off', async () => {
    configure({ enabled: false, centralCache: '' });
    const outcome = await home.aim(['watch', 'once', '--enforce', '--json']);
    expect(outcome).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('environment.enabled is false'),
    });
    expect(outcome.json()).toMatchObject({ caches: [], centralised: null });
    expect(lstatSync(cache()).isDirectory()).toBe(true);
  });

  it('validates and records the configuration that changed since the last look', async () => {
    await home.aim(['watch', 'once']);
    configure({ minimumReleaseAge: 5 });
    expect((await home.aim(['watch', 'once'])).stdout).toMatch(
      /^configuration .*aim_config\.json: modified, valid$/m,
    );
    const events = await home.aim(['audit', 'query', '--type', 'config_change', '--json']);
    expect(events.json()).toMatchObject([
      {
        severity: 'info',
        details: { file: home.userConfig, kind: 'modified', valid: true, problems: 0 },
      },
    ]);
  });

  it('says what is wrong with a configuration that cannot be used', async () => {
    home.write('aim/config/aim_config.json', '{"version": "1.0.0", "environment": {"centralCache": 3}}');
    const outcome = await home.aim(['watch', 'once']);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('/environment/centralCache: Expected a string');
  });

  it('tells that no folders are watched', async () => {
    configure({ watchRoots: [] });
    const outcome = await home.aim(['watch', 'once', '--json']);
    expect(outcome.stderr).toBe(
      'environment.watchRoots names no folders: only the configuration is watched\n',
    );
    expect(outcome.json()).toMatchObject({ caches: [], scanned_folders: 0 });
  });
});
