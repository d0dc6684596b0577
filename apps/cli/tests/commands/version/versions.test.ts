import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useLoopbackTools } from '../../support/loopbackTools.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const machine = useLoopbackTools(home);

const command = (name: string): string => join(home.aimHome, 'data', 'tools', 'current', 'bin', name);
const versionOf = (name: string): string =>
  execFileSync(command(name), ['--version'], { env: machine.env, encoding: 'utf8' }).trim();
const lockFile = (): string => join(home.aimHome, 'config', 'aim.lock');

async function installed(): Promise<void> {
  machine.publish('one', '1.0.0', '1.1.0');
  machine.publish('two', '2.0.0');
  machine.configure({ npmGlobal: ['two'], versionPins: { npm: { one: '1.0.0' } } });
  await machine.aim(['tools', 'install', '--from-config']);
  machine.configure({ npmGlobal: ['two', 'three'], versionPins: { npm: { one: '1.1.0' } } });
}

describe('aim version', () => {
  it('reports how what is installed stands to its pins, as table, JSON and markdown', async () => {
    await installed();
    const report = await machine.aim(['version', 'report']);
    expect(report.stdout).toMatch(/one +npm +1\.1\.0 +1\.0\.0 +drift \(older\)/);
    expect(report.stdout).toMatch(/three +npm +any +- +missing/);
    expect(report.stdout).toMatch(/two +npm +any +2\.0\.0 +unpinned/);
    const check = await machine.aim(['version', 'check', '--exit-code', '--json']);
    expect(check.exitCode).toBe(9);
    expect(check.json()).toMatchObject({
      statuses: [
        {
          tool: 'one',
          manager: 'npm',
          expected: '1.1.0',
          actual: '1.0.0',
          status: 'drift',
          direction: 'older',
        },
        { tool: 'three', manager: 'npm', expected: null, actual: null, status: 'missing' },
        { tool: 'two', manager: 'npm', expected: null, actual: '2.0.0', status: 'unpinned' },
      ],
      summary: { total: 3, ok: 1, drift: 1, missing: 1, has_drift: true },
    });
    expect((await machine.aim(['version', 'check'])).exitCode).toBe(0);
    expect((await machine.aim(['version', 'report', '-f', 'markdown'])).stdout).toMatch(/^\|.*one.*\|$/m);
    expect((await machine.aim(['version', 'report', '-m', 'pipx', '--json'])).json()).toMatchObject({
      statuses: [],
    });
  });

  it('brings what drifted or is missing to where it shall be, once it is told to apply', async () => {
    await installed();
    machine.publish('three', '3.0.0');
    expect((await machine.aim(['version', 'sync'])).stdout).toMatch(/upgrade +one +npm +1\.0\.0 +1\.1\.0/);
    expect(versionOf('one')).toBe('1.0.0');
    expect((await machine.aim(['version', 'sync', '--apply'])).exitCode).toBe(0);
    expect([versionOf('one'), versionOf('two'), versionOf('three')]).toEqual(['1.1.0', '2.0.0', '3.0.0']);
    expect((await machine.aim(['version', 'check', '--exit-code'])).exitCode).toBe(0);
  });

  it('pins one package, or all that are installed, in a file that keeps its comments', async () => {
    await installed();
    const file = join(home.aimHome, 'config', 'aim_config.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{\n  // mine'));
    const one = await machine.aim(['version', 'pin', 'two', '--json']);
    expect(one.json()).toMatchObject({ environment: { versionPins: { npm: { two: '2.0.0' } } } });
    await machine.aim(['version', 'pin', 'one', '1.0.0']);
    expect(readFileSync(file, 'utf8')).toMatch(/\/\/ mine/);
    expect((await machine.aim(['version', 'check', '--json'])).json()).toMatchObject({
      statuses: [
        { tool: 'one', status: 'ok' },
        { tool: 'three' },
        { tool: 'two', expected: '2.0.0', status: 'ok' },
      ],
    });
    const missing = await machine.aim(['version', 'pin', 'three']);
    expect(missing.exitCode).toBe(5);
    expect(missing.stderr).toMatch(/three \(npm\) is not installed/);
  });

  it('locks versions with hashes, keeps to the lock, and keeps the lock true', async () => {
    await installed();
    machine.configure({ npmGlobal: ['one', 'two'] });
    const locked = await machine.aim(['version', 'lock', '--json']);
    expect(locked.json()).toMatchObject({
      file: lockFile(),
      packages: { 'npm:one': { version: '1.0.0', integrity: { any: [expect.stringMatching(/^sha512-/)] } } },
    });
    // Another machine with the same lock gets the same version, although a newer one is there.
    await machine.aim(['tools', 'uninstall', 'one']);
    writeFileSync(
      lockFile(),
      JSON.stringify({ lockfileVersion: 1, packages: locked.json<{ packages: object }>().packages }),
    );
    await machine.aim(['setup', '--tools-only']);
    expect(versionOf('one')).toBe('1.0.0');
    await machine.aim(['tools', 'update', 'one']);
    expect(versionOf('one')).toBe('1.1.0');
    expect(readFileSync(lockFile(), 'utf8')).toMatch(/"npm:one": \{\s+"version": "1\.1\.0"/);
  });

  it('refuses a release whose files are not those of the lock, and changes nothing', async () => {
    machine.publish('one', '1.0.0');
    machine.configure({ npmGlobal: ['one'] });
    const integrity = { any: [`sha512-${Buffer.alloc(64, 7).toString('base64')}`] };
    home.write('aim/config/aim.lock', {
      lockfileVersion: 1,
      packages: { 'npm:one': { version: '1.0.0', integrity } },
    });
    const refused = await machine.aim(['setup', '--tools-only', '--json']);
    expect(refused.exitCode).toBe(4);
    expect(refused.stdout).toMatch(/INSTALL_INTEGRITY/);
    expect(existsSync(command('one'))).toBe(false);
  });
});
