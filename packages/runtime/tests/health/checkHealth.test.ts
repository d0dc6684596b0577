import { allChecks } from '@aim/health';
import { describe, expect, it } from 'vitest';
import { checkHealth, type HealthRequest } from '../../src/health/checkHealth.js';
import type { SettingsChoice } from '../support/testHome.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome } from '../support/testHome.js';

describe('checkHealth', () => {
  const machine = useTestHome();
  const check = (choice: SettingsChoice = {}, request: Omit<HealthRequest, 'audit'> = {}) => {
    const settings = machine.settings({ ...choice, env: { PATH: machine.bin, ...choice.env } });
    return checkHealth(settings, { audit: openServices(settings).audit, ...request });
  };
  const statuses = ({ checks }: Awaited<ReturnType<typeof check>>) =>
    Object.fromEntries(checks.map(({ name, status }) => [name, status]));
  const healthChecks = (choice: Readonly<Record<string, unknown>>) => ({
    config: { environment: { healthChecks: choice } },
  });

  it('passes on a machine that has everything', async () => {
    machine.program('git');
    machine.program('aider', 'echo aider 0.86.1');
    machine.program('node', 'echo v22.0.0');
    machine.program('python3', 'echo Python 3.12.1');
    await openServices(machine.settings()).vault.set('A_KEY', 'value-of-a');
    const report = await check({}, { skip: ['disk_space'] });
    expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['pass']));
    expect(Object.keys(statuses(report))).toEqual(
      allChecks.map(({ id }) => id).filter((id) => id !== 'disk_space'),
    );
    expect(report).toMatchObject({ overall_status: 'healthy' });
    expect(report.checks.find(({ name }) => name === 'secrets_vault')).toMatchObject({
      details: { protector: 'file', secret_count: 1, path: `${machine.path}/aim/data/vault.age` },
    });
  });

  it('has as much patience as it is asked for, unless the configuration says how much', async () => {
    machine.program('python3', 'exec /bin/sleep 60');
    const fails = async (choice: SettingsChoice, patienceMs: number) => {
      const [python] = (await check(choice, { only: ['python'], patienceMs })).checks;
      return python?.message;
    };
    expect(await fails({}, 100)).toContain('No answer within 100 ms');
    expect(await fails(healthChecks({ perCheckTimeoutMs: 50 }), 100)).toContain('No answer within 50 ms');
  });

  it('says of each check what is wrong and what to do', async () => {
    const report = await check({ config: { surprising: true } });
    expect(statuses(report)).toMatchObject({
      config: 'warn',
      commands: 'fail',
      ai_tools: 'warn',
      secrets_vault: 'warn',
      python: 'warn',
    });
    expect(report.overall_status).toBe('unhealthy');
    for (const { fix, status } of report.checks) expect(Boolean(fix)).toBe(status !== 'pass');
    expect(report.checks[0]?.message).toContain('surprising');
    expect(report.checks[1]?.message).toBe('Missing: git, node');
  });

  it('fails for a vault that cannot be used, with the vault’s own advice', async () => {
    await openServices(machine.settings()).vault.set('A_KEY', 'value-of-a');
    machine.write('aim/data/vault.age', 'damaged', 0o600);
    const [vault] = (await check({}, { only: ['secrets_vault'] })).checks;
    expect(vault).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('vault.age'),
      fix: expect.any(String),
    });
  });

  it('records the outcome', async () => {
    await check({}, { only: ['config', 'commands'] });
    expect(recordedEvents(machine.settings())).toMatchObject([
      {
        event_type: 'health_check',
        severity: 'warning',
        message: 'Health check: unhealthy',
        details: {
          pass: 1,
          warn: 0,
          fail: 1,
          checks: [
            { name: 'config', status: 'pass' },
            { name: 'commands', status: 'fail' },
          ],
        },
      },
    ]);
    await check({}, { only: ['config'] });
    expect(recordedEvents(machine.settings()).at(-1)).toMatchObject({ severity: 'info' });
  });

  it('leaves out what the configuration and the caller leave out', async () => {
    const report = await check(healthChecks({ skip: ['commands'] }), { skip: ['config'] });
    const left = Object.keys(statuses(report));
    expect(left).toContain('ai_tools');
    expect(left).not.toContain('commands');
    expect(left).not.toContain('config');
  });

  it('looks for the commands that the configuration requires', async () => {
    machine.program('make');
    const report = await check(healthChecks({ requiredCommands: ['make'] }), { only: ['commands'] });
    expect(statuses(report)).toEqual({ commands: 'pass' });
  });

  it('runs no check when the configuration switches them off, but still those asked for by name', async () => {
    const off = healthChecks({ enabled: false });
    expect((await check(off)).checks).toEqual([]);
    expect((await check(off, { only: [] })).checks).toEqual([]);
    expect(Object.keys(statuses(await check(off, { only: ['config'] })))).toEqual(['config']);
  });

  it('adds what a workstream asks for to what is asked in general', async () => {
    machine.program('make');
    const config = {
      environment: { healthChecks: { requiredCommands: ['make'] } },
      workstreams: { 'ws-a': { healthChecks: { requiredCommands: ['cmake'], skip: ['python'] } } },
    };
    const request = { only: ['commands'] };
    expect(statuses(await check({ config }, request))).toEqual({ commands: 'pass' });
    expect(statuses(await check({ config }, { ...request, workstream: 'ws-a' }))).toEqual({
      commands: 'fail',
    });
    expect(statuses(await check({ config }, { workstream: 'ws-a' }))).not.toHaveProperty('python');
  });

  it('finds a pin that is not kept, a tool that is there twice, a log that was changed', async () => {
    machine.program('ruff', 'echo ruff 0.1.0');
    const other = machine.program('../work/ruff', 'echo ruff 0.2.0');
    const config = { environment: { versionPins: { npm: { one: '1.0.0' } } } };
    await check({}, { only: ['config'] });
    machine.write('aim/state/audit/audit.jsonl', '{}\n', 0o600);
    const report = await check(
      { config, env: { PATH: `${machine.bin}:${machine.work}` } },
      { only: ['versions', 'duplicate_tools', 'audit'] },
    );
    expect(statuses(report)).toEqual({ versions: 'warn', duplicate_tools: 'warn', audit: 'fail' });
    expect(report.checks[1]?.details).toMatchObject({ duplicates: [{ copies: [{}, { path: other }] }] });
  });

  it.each([
    ['asked for', {}, { only: ['confg'] }],
    ['left out by the configuration', { skip: ['confg'] }, {}],
  ])('refuses a check that does not exist when it is %s', async (_, config, request) => {
    await expect(check(healthChecks(config), request)).rejects.toMatchObject({
      code: 'HEALTH_UNKNOWN_CHECK',
      message: expect.stringContaining('confg'),
    });
  });
});
