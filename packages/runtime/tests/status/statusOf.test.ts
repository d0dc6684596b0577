import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHealth, servicePaths, statusOf } from '../../src/index.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();
const registry = {
  tools: {
    one: {
      name: 'One',
      detectCommands: ['one'],
      versionCommand: ['one', '--version'],
      capabilities: ['editing'],
    },
  },
};
const configured = (config: object = {}) =>
  machine.settings({ config: { registry, ...config }, env: { PATH: `${machine.bin}:/usr/bin:/bin` } });
const status = (settings: ReturnType<typeof configured>) => statusOf(settings, new AbortController().signal);

describe('statusOf', () => {
  it('says of a new machine that there is nothing yet, and makes nothing', async () => {
    const settings = configured();
    expect(await status(settings)).toMatchObject({
      tools: expect.arrayContaining([{ tool: 'one', installed: false, version: null }]),
      vault: { exists: false, secret_count: 0, problem: null },
      drift: { total: 0, packages: [], problem: null },
      health: null,
      audit: { enabled: true, intact: true, records: 0, problem: null },
      interrupted: [],
    });
    expect(existsSync(join(machine.path, 'aim/data'))).toBe(false);
    expect(existsSync(join(machine.path, 'aim/state'))).toBe(false);
  });

  it('asks a tool for its version once and remembers it', async () => {
    const calls = join(machine.path, 'calls');
    machine.program('one', `printf x >>'${calls}'; echo one 1.2.3`);
    const settings = configured();
    for (let time = 0; time < 3; time += 1) {
      const { tools } = await status(settings);
      expect(tools).toContainEqual({ tool: 'one', installed: true, version: 'one 1.2.3' });
    }
    expect(readFileSync(calls, 'utf8')).toBe('x');
  });

  it('shows the vault and the last health check that is on record', async () => {
    const settings = configured();
    const { audit, vault } = openServices(settings);
    await vault.set('A_KEY', 'value-of-a');
    await checkHealth(settings, { audit, only: ['config'] });
    expect((await status(settings)).health).toMatchObject({ overall_status: 'healthy', failed: [] });
    const needs = configured({ environment: { healthChecks: { requiredCommands: ['no-such-command'] } } });
    await checkHealth(needs, { audit, only: ['config', 'commands'] });
    const before = recordedEvents(settings);
    const { health, vault: shown, audit: log } = await status(settings);
    expect(health).toMatchObject({ overall_status: 'unhealthy', pass: 1, fail: 1, failed: ['commands'] });
    expect(shown).toMatchObject({ exists: true, protector: 'file', secret_count: 1, problem: null });
    expect(log).toMatchObject({ intact: true, records: before.length });
    expect(recordedEvents(settings)).toEqual(before);
  });

  it('understands a check that an older or another program recorded with less', async () => {
    const settings = configured();
    const { audit } = openServices(settings);
    await audit({ type: 'health_check', message: 'Checked', details: {} });
    expect((await status(settings)).health).toMatchObject({
      overall_status: 'unknown',
      pass: 0,
      warn: 0,
      fail: 0,
      failed: [],
    });
    const summary = { pass: 3, warn: 1, fail: 1 };
    const told = { overall_status: 'unhealthy', summary };
    for (const details of [told, { summary }, summary]) {
      await audit({ type: 'health_check', message: 'Health check completed', details });
      expect((await status(settings)).health).toMatchObject({ overall_status: 'unhealthy', ...summary });
    }
    const checks = [null, 'x', { status: 'fail' }, { name: 'disk', status: 'fail' }];
    await audit({ type: 'health_check', message: 'Health check: unhealthy', details: { checks } });
    expect((await status(settings)).health).toMatchObject({ failed: ['disk'] });
  });

  it('tells of a changed log and of a vault that cannot be read, and still shows the rest', async () => {
    const settings = configured();
    await openServices(settings).vault.set('A_KEY', 'value-of-a');
    appendFileSync(servicePaths(settings).auditLog, '{"event_type":"secret_get"}\n');
    machine.write('aim/data/secrets_metadata.json', 'nonsense');
    const { audit, vault, drift } = await status(settings);
    expect(audit).toMatchObject({ intact: false, problem: { code: expect.any(String) } });
    expect(vault).toMatchObject({
      path: join(machine.path, 'aim/data/vault.age'),
      exists: true,
      problem: { code: expect.stringMatching(/^SECRETS_/), message: expect.stringContaining('metadata') },
    });
    expect(drift.problem).toBeNull();
  });

  it('tells why a log that is no file cannot be read', async () => {
    const settings = configured({ audit: { logPath: machine.work } });
    expect(await status(settings)).toMatchObject({
      health: null,
      audit: { path: machine.work, intact: false, records: 0, problem: { code: expect.any(String) } },
    });
  });

  it('counts what is not as pinned, and names a pin that says nothing', async () => {
    const pinned = (sample: string) => configured({ environment: { versionPins: { npm: { sample } } } });
    machine.program('npm', 'echo "{}"');
    expect((await status(pinned('1.0.0'))).drift).toEqual({
      total: 1,
      ok: 0,
      drift: 0,
      missing: 1,
      packages: ['sample'],
      problem: null,
    });
    expect((await status(pinned('^1.0.0'))).drift).toMatchObject({
      total: 0,
      problem: { message: expect.stringContaining('sample') },
    });
  });

  it('names an installation that was interrupted', async () => {
    machine.write('aim/data/tools/journal.json', 'half a journ');
    expect((await status(configured())).interrupted).toEqual([{ what: 'installation', started_at: null }]);
  });
});
