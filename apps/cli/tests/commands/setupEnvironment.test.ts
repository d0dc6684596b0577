import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../support/tempHome.js';

const home = useTempHome();
const env = { SHELL: '/bin/bash' };
const shim = (): string => join(home.aimHome, 'data', 'shims', 'one');
const profile = (): string => join(home.home, '.bashrc');

function configure(environment: Readonly<Record<string, unknown>>): void {
  home.program('one', '');
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { healthChecks: { enabled: false }, ...environment },
  });
}

describe('what aim setup does around the tools', () => {
  it('writes no shim and edits no profile unasked', async () => {
    configure({ masterBin: { sources: [home.bin] }, centralCache: join(home.root, 'caches') });
    const done = (await home.aim(['setup', '--json'], { env })).json();
    expect(Object.keys(done)).toEqual(['vault', 'tools', 'path']);
    expect([existsSync(shim()), existsSync(profile())]).toEqual([false, false]);
  });

  it('writes the shims where they are enabled, and leaves the profile alone', async () => {
    configure({ masterBin: { enable: true, sources: [home.bin] } });
    const plan = (await home.aim(['setup', '--dry-run', '--json'], { env })).json();
    expect(plan).toMatchObject({ shims: { dry_run: true, changed: true } });
    expect(existsSync(shim())).toBe(false);
    expect((await home.aim(['setup'], { env })).stdout).toContain('✓ Wrote 1 shim in');
    expect([existsSync(shim()), existsSync(profile())]).toEqual([true, false]);
    expect((await home.aim(['setup', '--json'], { env })).json()).toMatchObject({
      shims: { changed: false },
    });
  });

  it('edits the profile too where the configuration asks for everything', async () => {
    configure({ buildWrappers: true, masterBin: { sources: [home.bin] } });
    const done = await home.aim(['setup'], { env });
    expect(done.stdout).toContain(`✓ Made ${profile()}`);
    expect(readFileSync(profile(), 'utf8')).toContain(join(home.aimHome, 'data', 'tools', 'current', 'bin'));
  });

  it('touches neither with --tools-only, nor where environment features are switched off', async () => {
    configure({ buildWrappers: true, masterBin: { sources: [home.bin] } });
    await home.aim(['setup', '--tools-only'], { env });
    configure({ enabled: false, buildWrappers: true, masterBin: { sources: [home.bin] } });
    await home.aim(['setup'], { env });
    expect([existsSync(shim()), existsSync(profile())]).toEqual([false, false]);
  });
});
