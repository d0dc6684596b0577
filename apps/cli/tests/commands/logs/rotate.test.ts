import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();
const log = (name: string): string => join(home.root, 'logs', name);
const configure = (...logFiles: readonly object[]): unknown =>
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { observability: { logFiles } },
  });
const full = 'x'.repeat(1024 * 1024);

describe('aim logs rotate', () => {
  it('renames a log that is too large and leaves the others', async () => {
    home.write('logs/tool.log', full);
    home.write('logs/small.log', 'one line\n');
    configure({ path: log('tool.log'), maxSizeMB: 1 }, { path: log('small.log') }, { path: log('none.log') });
    const plan = await home.aim(['logs', 'rotate', '--dry-run']);
    expect(plan.stdout).toContain(`✓ ${log('tool.log')}: would be rotated`);
    expect(readFileSync(log('tool.log'), 'utf8')).toBe(full);
    const { exitCode, stdout } = await home.aim(['logs', 'rotate']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`✓ ${log('tool.log')}: rotated`);
    expect(stdout).toContain(`${log('small.log')}: small enough`);
    expect(stdout).toContain(`${log('none.log')}: not there`);
    expect(readFileSync(log('tool.1.log'), 'utf8')).toBe(full);
    expect(readFileSync(log('tool.log'), 'utf8')).toBe('');
    expect((await home.aim(['logs', 'rotate', '--json'])).json()).toMatchObject({ changed: false });
    expect((await home.aim(['audit', 'show', '--json'])).json()).toMatchObject([
      { event_type: 'env_change', details: { operation: 'logs rotate', logs: [log('tool.log')] } },
    ]);
  });

  it('never renames the audit log, whose files are chained', async () => {
    await home.aim(['secrets', 'set', 'KEY'], { stdin: 'value' });
    const audit = join(home.aimHome, 'state', 'audit', 'audit.jsonl');
    configure({ path: audit, maxSizeMB: 1 });
    const rotated = await home.aim(['logs', 'rotate']);
    expect(rotated.stderr).toContain('warning: the audit log is not rotated here');
    expect(existsSync(audit)).toBe(true);
  });
});
