import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AimError } from '@aim/core';
import { openVaultOf } from '@aim/runtime';
import { describe, expect, it } from 'vitest';
import type { AimEvent } from '../src/AimEvent.js';
import type { AimPlugin } from '../src/AimPlugin.js';
import { isPreflightFailure } from '../src/preflightFailure.js';
import { onlyCommands, useMachine } from './support/machine.js';

const value = 'canary-value-4711';

describe('createAimPlugin', () => {
  const machine = useMachine();

  const adapter = (): string =>
    machine.write(
      'adapter.mjs',
      `process.stdin.resume().on('end', () => console.log(JSON.stringify({ success: true,
        message: 'key ' + process.env.A_KEY, content: { names: Object.keys(process.env) } })));`,
    );
  const configured = (more: Readonly<Record<string, unknown>> = {}): void =>
    machine.configure({
      environment: onlyCommands,
      registry: {
        tools: {
          one: {
            name: 'One',
            detectCommands: ['one'],
            capabilities: ['editing'],
            secrets: ['A_KEY'],
            adapterScript: adapter(),
          },
        },
        capabilities: { editing: { primaryTool: 'one' } },
      },
      ...more,
    });
  const failure = async (action: Promise<unknown>): Promise<AimError> => {
    const error: unknown = await action.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof AimError) return error;
    throw new Error(`expected an AimError, got ${String(error)}`);
  };
  const eventsOf = async (plugin: AimPlugin): Promise<AimEvent[]> => {
    await plugin.close();
    const events: AimEvent[] = [];
    for await (const event of plugin.events) events.push(event);
    return events;
  };

  it('touches nothing before it is used', () => {
    machine.plugin();
    expect(existsSync(join(machine.path, 'aim'))).toBe(false);
  });

  it('passes the preflight of a workstream, and records it with the ids of run and workstream', async () => {
    configured();
    const plugin = machine.plugin({ runId: 'run-1', labels: { job: 'nightly' } });
    const report = await plugin.preflight('ws-1');
    expect(report.checks.map(({ name, status }) => [name, status])).toEqual([['commands', 'pass']]);
    expect(machine.audit()).toMatchObject([
      { event_type: 'health_check', details: { workstream: 'ws-1', run_id: 'run-1' } },
      {
        event_type: 'preflight',
        severity: 'info',
        message: 'Workstream ws-1: preflight passed',
        details: { ok: true, run_id: 'run-1', ws_id: 'ws-1', job: 'nightly' },
      },
    ]);
  });

  it('fails with the report when a required command is missing, be it one of many', async () => {
    configured({
      workstreams: { 'ws-1': { healthChecks: { requiredCommands: ['no-such-command', 'sh', 'cat', 'ls'] } } },
    });
    const plugin = machine.plugin();
    const error = await failure(plugin.preflight('ws-1'));
    expect([error.code, error.exitCode]).toEqual(['PREFLIGHT_FAILED', 9]);
    expect(error.message).toBe(
      "The preflight of workstream 'ws-1' failed: commands: Missing: no-such-command",
    );
    expect(error.hint).toContain('Install no-such-command');
    if (!isPreflightFailure(error)) throw new Error('not a preflight failure');
    expect(error.details).toMatchObject({
      run_id: plugin.runId,
      workstream: 'ws-1',
      report: { overall_status: 'unhealthy', summary: { fail: 1 } },
    });
    expect(machine.audit().at(-1)).toMatchObject({
      event_type: 'preflight',
      severity: 'error',
      details: { ok: false, failed_checks: ['commands'] },
    });
    expect((await plugin.preflight()).overall_status).toBe('healthy');
  });

  it('takes requirements that the caller brings along, in addition to those of the configuration', async () => {
    configured({ workstreams: { 'ws-1': { healthChecks: { requiredCommands: ['missing-one'] } } } });
    const plugin = machine.plugin();
    const error = await failure(plugin.preflight({ id: 'ws-1', requiredCommands: ['missing-two'] }));
    expect(error.message).toContain('missing-one, missing-two');
    const other = await failure(plugin.preflight({ id: 'ws-2', requiredCommands: ['missing-three'] }));
    expect(other.message).toContain('Missing: missing-three');
  });

  it('goes on although a check failed only for a reason, which it records', async () => {
    configured();
    const plugin = machine.plugin();
    const workstream = { id: 'ws-1', requiredCommands: ['no-such-command'] };
    await failure(plugin.preflight(workstream, { override: '  ' }));
    const report = await plugin.preflight(workstream, { override: 'tested by hand' });
    expect(report.overall_status).toBe('unhealthy');
    expect(machine.audit().at(-1)).toMatchObject({
      event_type: 'preflight',
      severity: 'warning',
      message: 'Workstream ws-1: preflight failed and was overridden',
      details: { ok: false, override: 'tested by hand', failed_checks: ['commands'] },
    });
  });

  it('warns of a version that differs from its pin, and passes', async () => {
    machine.write(
      'bin/npm',
      `#!/bin/sh\necho '{"path":"/nowhere/lib","dependencies":{"some-package":{"version":"2.0.0"}}}'\n`,
      0o755,
    );
    configured({
      environment: { npmGlobal: ['some-package'], versionPins: { npm: { 'some-package': '1.0.0' } } },
    });
    const plugin = machine.plugin();
    const { report: versions } = await plugin.validateVersions();
    expect(versions.rows).toMatchObject([{ name: 'some-package', status: 'drift' }]);
    const report = await plugin.preflight(undefined, { only: ['versions'] });
    expect(report.checks).toMatchObject([{ name: 'versions', status: 'warn' }]);
  });

  it('gives a tool its own secrets, once their release is on disk', async () => {
    configured();
    await machine.store('A_KEY', value);
    await machine.store('B_KEY', 'another-canary');
    const env = { ...machine.env, OPENAI_API_KEY: 'from-the-shell' };
    const plugin = machine.plugin({ env, workstream: 'ws-1' });
    const child = await plugin.envFor('one');
    expect(child.env).toMatchObject({ A_KEY: value, HOME: machine.env.HOME });
    expect(Object.keys(child.env)).not.toContain('B_KEY');
    expect(Object.keys(child.env)).not.toContain('OPENAI_API_KEY');
    expect(child.mask).toEqual([value]);
    expect(machine.audit()).toMatchObject([
      { event_type: 'secret_access', details: { run_id: plugin.runId, ws_id: 'ws-1' } },
    ]);
    expect((await failure(plugin.envFor('two'))).code).toBe('TOOL_UNKNOWN');
  });

  it('gives exactly the secrets that are named, from the vault before the environment', async () => {
    configured();
    await machine.store('A_KEY', value);
    await machine.store('B_KEY', 'another-canary');
    const env = { ...machine.env, A_KEY: 'outdated', CI_TOKEN: 'given-by-ci', AIM_PASSPHRASE: 'opens-all' };
    const plugin = machine.plugin({ env });
    const child = await plugin.envFor({ secrets: ['A_KEY', 'CI_TOKEN'] });
    expect(child.env).toMatchObject({ A_KEY: value, CI_TOKEN: 'given-by-ci' });
    expect(child.mask).toEqual([value, 'given-by-ci']);
    for (const hidden of ['B_KEY', 'AIM_PASSPHRASE']) expect(Object.keys(child.env)).not.toContain(hidden);
    const error = await failure(plugin.envFor({ secrets: ['A_KEY', 'C_KEY'] }));
    expect([error.code, error.message]).toEqual(['TASK_SECRET_MISSING', 'There is no secret C_KEY']);
  });

  it('opens a vault with the passphrase of the environment, or with the one it is given', async () => {
    configured();
    await machine.store('A_KEY', value);
    const services = {
      audit: async () => undefined,
      passphrase: async () => 'a long passphrase',
      notice: () => undefined,
    };
    await openVaultOf(machine.settings(), services).rekey({ protector: 'passphrase' });
    const child = { secrets: ['A_KEY'] };
    expect((await failure(machine.plugin().envFor(child))).code).toBe('SECRETS_LOCKED');
    const env = { ...machine.env, AIM_PASSPHRASE: 'a long passphrase' };
    expect((await machine.plugin({ env }).envFor(child)).env.A_KEY).toBe(value);
    const given = machine.plugin({ passphrase: async () => 'a long passphrase' });
    expect((await given.envFor(child)).env).not.toHaveProperty('AIM_PASSPHRASE');
  });

  it('releases nothing that cannot be recorded', async () => {
    configured();
    await machine.store('A_KEY', value);
    machine.write('aim/state/audit', 'a file where the folder should be');
    const error = await failure(machine.plugin().envFor({ secrets: ['A_KEY'] }));
    expect(error.code).toMatch(/^AUDIT_/);
  });

  it('has a capability done, masked, and tells it as events and in the audit alike', async () => {
    configured();
    machine.write('bin/one', '#!/bin/sh\n', 0o755);
    await machine.store('A_KEY', value);
    const plugin = machine.plugin();
    expect(plugin.detect().find(({ tool }) => tool === 'one')?.installed).toBe(true);
    const request = { capability: 'editing', payload: { prompt: 'a private prompt' } };
    const result = await plugin.invoke(request, { workstream: 'ws-1' });
    expect(result).toMatchObject({ success: true, message: 'key ***', tool: 'one' });
    await plugin.record({ type: 'tool_invoke', message: 'Step done', details: { step: 'edit' } });
    const events = await eventsOf(plugin);
    expect(events.map(({ seq, type, ws_id }) => [seq, type, ws_id])).toEqual([
      [1, 'secret_access', 'ws-1'],
      [2, 'tool_invoke', 'ws-1'],
      [3, 'tool_invoke', undefined],
    ]);
    for (const event of events) {
      expect(event.run_id).toBe(plugin.runId);
      expect(new Date(event.timestamp).toISOString()).toBe(event.timestamp);
    }
    expect(machine.audit().map(({ message }) => message)).toEqual(events.map(({ message }) => message));
    expect(JSON.stringify([events, result])).not.toMatch(/canary|private/);
    expect(machine.filesWith([value, 'private prompt'])).toEqual([]);
  });

  it('takes the run id of the environment, so that steps in processes of their own belong together', () => {
    expect(machine.plugin({ env: { ...machine.env, AIM_RUN_ID: 'ci-77' } }).runId).toBe('ci-77');
    expect(machine.plugin().runId).not.toBe(machine.plugin().runId);
  });

  it('uses a configuration file relative to its working folder', async () => {
    machine.write(
      'work/ci.json',
      JSON.stringify({ version: '1.0.0', environment: { healthChecks: { requiredCommands: ['of-ci'] } } }),
    );
    const plugin = machine.plugin({ config: 'ci.json' });
    expect((await failure(plugin.preflight(undefined, { only: ['commands'] }))).message).toContain('of-ci');
  });

  it('stops what is running when it is closed, and can then be used no more', async () => {
    configured();
    const started = join(machine.path, 'started');
    machine.write(
      'adapter.mjs',
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(started)}, ''); setInterval(() => undefined, 1000);`,
    );
    machine.write('bin/one', '#!/bin/sh\n', 0o755);
    const plugin = machine.plugin();
    const running = plugin.invoke({ capability: 'editing', payload: {} });
    await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
    await plugin.close();
    expect(await running).toMatchObject({ success: false, reason: 'cancelled' });
    expect((await failure(plugin.preflight())).code).toBe('PLUGIN_CLOSED');
  });
});
