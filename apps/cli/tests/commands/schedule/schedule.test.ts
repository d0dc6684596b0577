import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome, type TempHome } from '../../support/tempHome.js';

const home = useTempHome();
const unit = (kind: string): string => join(home.home, '.config/systemd/user', `aim-health-check.${kind}`);

/** A systemctl that writes down how it is called and remembers what was started. */
function recordingSystemctl(machine: TempHome): () => string {
  const state = join(machine.root, 'systemctl');
  machine.program(
    'systemctl',
    `const { appendFileSync, existsSync, rmSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2).join(' ');
appendFileSync('${state}.log', words + '\\n');
if (/\\b(start|restart|enable)\\b/.test(words)) writeFileSync('${state}.on', '');
if (/\\b(stop|disable)\\b/.test(words)) rmSync('${state}.on', { force: true });
if (/is-active/.test(words) && !existsSync('${state}.on')) process.exitCode = 3;`,
  );
  return () => (existsSync(`${state}.log`) ? readFileSync(`${state}.log`, 'utf8') : '');
}

describe('aim schedule', () => {
  it('installs the check at the interval that is configured, once, and removes it', async () => {
    recordingSystemctl(home);
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      environment: { observability: { healthScanIntervalMinutes: 25 } },
    });
    const self = ['/opt/node/bin/node', '/opt/aim/bin/aim.cjs'] as const;
    const options = { self, env: { AIM_PASSPHRASE: 'not-on-disk', OPENAI_API_KEY: 'nor-this' } };
    const plan = await home.aim(['schedule', 'install', '--dry-run'], options);
    expect(plan.stdout).toContain('✓ Would install aim-health-check (systemd)');
    expect(plan.stdout).toContain(unit('timer'));
    expect(existsSync(unit('timer'))).toBe(false);

    const installed = await home.aim(['schedule', 'install'], options);
    expect(installed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(installed.stdout).toContain('✓ Installed aim-health-check (systemd)');
    expect(readFileSync(unit('timer'), 'utf8')).toContain('25min');
    const service = readFileSync(unit('service'), 'utf8');
    expect(service).toMatch(
      /ExecStart=.*\/opt\/node\/bin\/node.*\/opt\/aim\/bin\/aim\.cjs.*health.*check.*--json/,
    );
    expect(service).toContain(home.aimHome);
    expect(service).not.toMatch(/not-on-disk|nor-this/);

    expect((await home.aim(['schedule', 'install', '--json'], options)).json()).toMatchObject({
      changed: false,
    });
    expect((await home.aim(['schedule', 'status'])).stdout).toMatch(
      /^✓ aim-health-check is installed and active \(systemd, every 25 minutes\)/,
    );
    expect((await home.aim(['schedule', 'remove'])).stdout).toContain('✓ Removed aim-health-check');
    expect(existsSync(unit('timer'))).toBe(false);
    expect((await home.aim(['schedule', 'remove'])).stdout).toContain('✓ Nothing to do');
    expect((await home.aim(['schedule', 'status', '--json'])).json()).toMatchObject({
      installed: false,
      active: false,
      interval_minutes: 25,
    });
    expect((await home.aim(['audit', 'show', '--json'])).json()).toMatchObject([
      { event_type: 'env_change', details: { operation: 'schedule remove', job: 'aim-health-check' } },
      { event_type: 'env_change', details: { operation: 'schedule install', job: 'aim-health-check' } },
    ]);
  });

  it('hands the configuration that was named on to the job', async () => {
    recordingSystemctl(home);
    home.write('project/own.json', { version: '1.0.0' });
    await home.aim(['schedule', 'install', '--config', 'own.json']);
    expect(readFileSync(unit('service'), 'utf8')).toContain(`AIM_CONFIG=${join(home.project, 'own.json')}`);
  });

  it('says what it would take where no scheduler is', async () => {
    const failed = await home.aim(['schedule', 'install']);
    expect(failed).toMatchObject({ exitCode: 3, stdout: '' });
    expect(failed.stderr).toContain('Install cron');
  });

  const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.runIf(analyze)('writes units that systemd itself finds no fault with', async () => {
    recordingSystemctl(home);
    await home.aim(['schedule', 'install'], { self: [process.execPath, '/opt/a folder/aim.cjs'] });
    const checked = spawnSync('systemd-analyze', ['verify', '--user', unit('service'), unit('timer')], {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', HOME: home.home, XDG_RUNTIME_DIR: home.root },
    });
    expect(checked.stderr.split('\n').filter((line) => line.includes('aim-health-check'))).toEqual([]);
  });
});
