import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const shims = (): string => join(home.root, 'master');
const configure = (settings: Readonly<Record<string, unknown>>): unknown =>
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { masterBin: { path: shims(), sources: [home.bin] }, ...settings },
  });
const run = (name: string, args: readonly string[]) =>
  spawnSync(join(shims(), name), args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: home.home } });

describe('aim shims', () => {
  it('writes shims that start the commands with their very arguments and exit codes', async () => {
    home.program('echoes', 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;');
    configure({});
    const rebuilt = await home.aim(['shims', 'rebuild']);
    expect(rebuilt).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rebuilt.stdout).toContain(`✓ Wrote 1 shim in ${shims()}\n    echoes`);
    expect(rebuilt.stdout).toContain(
      "is not in your PATH: set environment.masterBin.enable to true, then run 'aim env apply'",
    );
    const args = ['a b', '', `it's "quoted"`, '$HOME %PATH% !x! ^', 'line\nbreak', 'ü☂'];
    const called = run('echoes', args);
    expect(called.status).toBe(7);
    expect(JSON.parse(called.stdout)).toEqual(args);
  });

  it('needs no flag when it is asked for by name, changes nothing the second time, and is undone by clean', async () => {
    home.program('one', '');
    configure({});
    const plan = await home.aim(['shims', 'rebuild', '--dry-run', '--json']);
    expect(plan.json()).toMatchObject({ dry_run: true, changed: true, written: [join(shims(), 'one')] });
    expect(existsSync(shims())).toBe(false);
    expect((await home.aim(['shims', 'rebuild', '--json'])).json()).toMatchObject({ changed: true });
    expect((await home.aim(['shims', 'rebuild', '--json'])).json()).toMatchObject({
      changed: false,
      unchanged: [join(shims(), 'one')],
    });
    home.write('master/mine', 'a file of mine');
    expect((await home.aim(['shims', 'clean', '--dry-run'])).stdout).toContain('✓ Would remove 1 shim in');
    expect((await home.aim(['shims', 'clean'])).stdout).toContain('✓ Removed 1 shim in');
    expect(readdirSync(shims())).toEqual(['mine']);
    expect((await home.aim(['shims', 'clean'])).stdout).toContain('✓ Nothing to do');
  });

  it('lets the deny list and the files of the user stand, and says so', async () => {
    home.program('one', '');
    home.program('npm', '');
    home.write('master/one', '#!/bin/sh\necho mine\n', 0o755);
    configure({ masterBin: { path: shims(), sources: [home.bin], denyList: ['npm'] } });
    const rebuilt = await home.aim(['shims', 'rebuild']);
    expect(rebuilt.stdout).toContain(`! ${join(shims(), 'one')} is a file of yours and stays`);
    expect(readFileSync(join(shims(), 'one'), 'utf8')).toBe('#!/bin/sh\necho mine\n');
    expect(existsSync(join(shims(), 'npm'))).toBe(false);
  });

  it('points the caches of the commands at the central folder', async () => {
    home.program('cache', 'console.log(process.env.PIP_CACHE_DIR)');
    configure({ centralCache: join(home.root, 'caches') });
    await home.aim(['shims', 'rebuild']);
    expect(run('cache', []).stdout).toBe(`${join(home.root, 'caches', 'pip')}\n`);
  });

  it('does nothing where environment features are switched off, and still cleans', async () => {
    home.program('one', '');
    configure({});
    await home.aim(['shims', 'rebuild']);
    configure({ enabled: false });
    const off = await home.aim(['shims', 'rebuild']);
    expect(off).toMatchObject({ exitCode: 0, stdout: 'Nothing to do: environment.enabled is false\n' });
    expect((await home.aim(['shims', 'clean', '--json'])).json()).toMatchObject({ changed: true });
  });

  it('records what it changed by name, and nothing where it changed nothing', async () => {
    home.program('one', '');
    configure({});
    for (const words of [['rebuild', '--dry-run'], ['rebuild'], ['rebuild'], ['clean'], ['clean']])
      await home.aim(['shims', ...words]);
    expect((await home.aim(['audit', 'show', '--json'])).json()).toMatchObject([
      { event_type: 'env_change', details: { operation: 'shims', written: [], removed: ['one'] } },
      { event_type: 'env_change', details: { operation: 'shims', written: ['one'], removed: [] } },
    ]);
  });
});
