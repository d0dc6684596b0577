import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, startBuilt, type BuiltRun } from '../../support/builtAim.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
beforeAll(ensureBuilt);

function configure(environment: object = {}): void {
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { watchRoots: [home.project], centralCache: join(home.root, 'central'), ...environment },
  });
}

beforeEach(() => configure());

interface Line {
  readonly type: string;
}

async function stop({
  child,
  ended,
}: BuiltRun): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  child.kill('SIGINT');
  return ended;
}

const linesOf = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('aim watch run', () => {
  it('prints each event as a line of JSON, and ends with 130 when it is interrupted', async () => {
    const run = startBuilt(home, ['watch', 'run', '--json']);
    await run.printed('"ready"');
    mkdirSync(join(home.project, 'new'));
    home.write('project/new/__pycache__/m.pyc', 'x');
    await run.printed('"cache_found"');
    const { exitCode, stdout } = await stop(run);
    expect(exitCode).toBe(130);
    const lines = linesOf(stdout).filter(({ type }) => type !== 'notice');
    expect(lines).toMatchObject([
      { type: 'ready', roots: [home.project], caches: 0 },
      { type: 'cache_found', cache: { path: join(home.project, 'new/__pycache__') }, initial: false },
      { type: 'stopped' },
    ]);
  });

  it('moves and links caches with --enforce, and records it', async () => {
    home.write('project/__pycache__/m.pyc', 'x');
    const run = startBuilt(home, ['watch', 'run', '--enforce']);
    await run.printed('Watching 1 folder');
    const { stdout } = await stop(run);
    expect(stdout).toContain(`moved ${home.project}/__pycache__ → `);
    expect(stdout).toMatch(/Stopped\n$/);
    expect(lstatSync(join(home.project, '__pycache__')).isSymbolicLink()).toBe(true);
    const outcome = await home.aim(['audit', 'query', '--type', 'scan_fix', '--json']);
    expect(outcome.json()).toMatchObject([
      { message: 'Cache centralised', details: { method: 'centralise' } },
    ]);
  });

  it('validates the configuration when it changes, and records that', async () => {
    const run = startBuilt(home, ['watch', 'run']);
    await run.printed('Watching 1 folder');
    configure({ minSize: true, centralCache: 3 });
    await run.printed('not valid');
    const { stdout } = await stop(run);
    expect(stdout).toMatch(
      /configuration .*aim_config\.json: modified, not valid\n {4}\d+:\d+ \/environment\/centralCache: /,
    );
    configure();
    const outcome = await home.aim(['audit', 'query', '--type', 'config_change', '--json']);
    expect(outcome.json()).toMatchObject([
      { severity: 'warning', details: { kind: 'modified', valid: false } },
    ]);
  });

  it('lets only one watcher work at a time', async () => {
    const run = startBuilt(home, ['watch', 'run']);
    await run.printed('Watching');
    const second = await home.aim(['watch', 'once', '--json']);
    expect(second).toMatchObject({ exitCode: 8 });
    expect(second.json()).toMatchObject({ error: { code: 'LOCK_BUSY' } });
    await stop(run);
  });
});
