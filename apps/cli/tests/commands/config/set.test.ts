import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const user = (): string => readFileSync(home.userConfig, 'utf8');

describe('aim config set', () => {
  it('makes one’s own file when there is none', async () => {
    const set = await home.aim(['config', 'set', 'audit.retentionDays', '30']);
    expect(set).toMatchObject({ exitCode: 0, stdout: `Set audit.retentionDays in ${home.userConfig}\n` });
    expect((await home.aim(['config', 'get', 'audit.retentionDays'])).stdout).toBe('30\n');
  });

  it('keeps comments, unknown keys and permissions', async () => {
    home.write(
      'aim/config/aim_config.json',
      '{\n  // mine\n  "version": "1.0.0", /* too */\n  "own": 1\n}\n',
      0o640,
    );
    const set = await home.aim(['config', 'set', '/audit/enabled', 'false']);
    expect(set.exitCode).toBe(0);
    expect(user()).toMatch(/\/\/ mine\n {2}"version": "1.0.0", \/\* too \*\/\n {2}"own": 1/);
    expect(statSync(home.userConfig).mode & 0o777).toBe(0o640);
    expect((await home.aim(['config', 'get', 'audit.enabled'])).stdout).toBe('false\n');
  });

  it('reads a value as JSON where it is JSON, else as text', async () => {
    const commands = 'environment.healthChecks.requiredCommands';
    await home.aim(['config', 'set', commands, '["git","node","pipx"]']);
    await home.aim(['config', 'set', 'registry.tools.aider.name', 'Pair: programmer']);
    expect((await home.aim(['config', 'get', commands])).json()).toEqual(['git', 'node', 'pipx']);
    expect((await home.aim(['config', 'get', 'registry.tools.aider.name'])).stdout).toBe(
      'Pair: programmer\n',
    );
  });

  it('leaves a file of a newer format as it is', async () => {
    const text = '{ "version": "2.0.0", "own": 1 }\n';
    home.write('aim/config/aim_config.json', text);
    const set = await home.aim(['config', 'set', 'audit.enabled', 'false']);
    expect(set.exitCode).toBe(2);
    expect(set.stderr).toContain('[CONFIG_TOO_NEW]');
    expect(user()).toBe(text);
  });

  it('leaves the file as it is when the result would not be valid', async () => {
    await home.aim(['config', 'init']);
    const before = user();
    const set = await home.aim(['config', 'set', 'audit.enabled', 'perhaps']);
    expect(set.exitCode).toBe(2);
    expect(set.stderr).toContain('/audit/enabled: ');
    expect(user()).toBe(before);
  });

  it('changes the nearest file of the project with --project', async () => {
    const file = home.write('project/aim_config.json', { version: '1.0.0' });
    home.write('project/src/file', '');
    const set = await home.aim(['config', 'set', '--project', 'environment.pipxApps', '["ruff"]'], {
      cwd: join(home.project, 'src'),
    });
    expect(set.stdout).toBe(`Set environment.pipxApps in ${file}\n`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ environment: { pipxApps: ['ruff'] } });
  });

  it('warns about a setting it does not know and keeps it', async () => {
    const set = await home.aim(['config', 'set', 'environment.pipxAps', '[]']);
    expect(set.exitCode).toBe(0);
    expect(set.stderr).toMatch(/^warning: .*pipxAps/);
    expect(set.stderr).toContain('pipxApps');
  });

  it('records which setting changed and not its value', async () => {
    await home.aim(['config', 'set', 'registry.tools.aider.name', 'a-private-name']);
    const log = await home.aim(['audit', 'show', '--json']);
    expect(log.json()).toMatchObject([
      { event_type: 'config_change', details: { setting: 'registry.tools.aider.name' } },
    ]);
    expect(log.stdout).not.toContain('a-private-name');
  });

  it('leaves nothing behind outside its own folders', async () => {
    await home.aim(['config', 'set', 'audit.retentionDays', '30']);
    expect(readdirSync(home.home)).toEqual([]);
    expect(readdirSync(home.project)).toEqual([]);
    expect(readdirSync(join(home.aimHome, 'state'))).toContain('config-edit.lock');
  });
});
