import type { NxPlugin } from 'nx/src/devkit-exports';
import { describe, expect, it } from 'vitest';
import * as plugin from '../../src/nx/index.js';
import { onlyCommands, useMachine } from '../support/machine.js';
import { useProcessEnvironment } from '../support/useProcessEnvironment.js';

const { preTasksExecution, postTasksExecution } = plugin;
const value = 'canary-value-4711';

describe('the hooks of Nx', () => {
  const machine = useMachine();
  useProcessEnvironment(machine);

  const context = (id = 'run-1') => ({ id, workspaceRoot: machine.work });
  const finished = (id = 'run-1') => ({
    ...context(id),
    taskResults: {
      'app:build': { task: { id: 'app:build', hash: '11' }, status: 'success' },
      'app:test': { task: { id: 'app:test' }, status: 'failure' },
    },
    nxJsonConfiguration: {},
    startTime: 1_000,
    endTime: 3_500,
  });

  it('are what Nx takes for a plugin', () => {
    const typed: NxPlugin<plugin.NxPluginOptions> = plugin;
    expect(typed.name).toBe('@aim/orchestrator-plugin/nx');
    expect(Object.keys(typed).sort()).toEqual(['name', 'postTasksExecution', 'preTasksExecution']);
  });

  it('put the declared secrets into the environment for as long as the tasks run', async () => {
    machine.configure({ environment: onlyCommands });
    await machine.store('A_KEY', value);
    await machine.store('B_KEY', 'another-canary');
    process.env.B_KEY = 'exported';
    process.env.AIM_PASSPHRASE = 'opens-all';
    const before = { ...process.env };
    await preTasksExecution({ secrets: ['A_KEY'], workstream: 'ws-1' }, context());
    expect(process.env).toMatchObject({ A_KEY: value, AIM_RUN_ID: 'run-1', AIM_WORKSTREAM_ID: 'ws-1' });
    expect([process.env.B_KEY, process.env.AIM_PASSPHRASE]).toEqual([undefined, undefined]);
    machine.write('work/.nx/cache/terminalOutputs/11', `said ${value}`);
    await postTasksExecution({ secrets: ['A_KEY'], workstream: 'ws-1' }, finished());
    expect({ ...process.env }).toEqual(before);
    expect(machine.filesWith([value])).toEqual([]);
    expect(machine.audit().slice(-2)).toMatchObject([
      { severity: 'critical', details: { tasks: ['app:build'] } },
      {
        event_type: 'tool_invoke',
        severity: 'warning',
        message: 'Nx: 2 task(s), 1 failed',
        details: {
          tool: 'nx',
          success: false,
          duration_ms: 2_500,
          failed: ['app:test'],
          run_id: 'run-1',
          ws_id: 'ws-1',
        },
      },
    ]);
  });

  it('leave the passphrase to the tasks only when they are told to', async () => {
    machine.configure({ environment: onlyCommands });
    process.env.AIM_PASSPHRASE = 'opens-all';
    await preTasksExecution({ inheritPassphrase: true }, context());
    expect(process.env.AIM_PASSPHRASE).toBe('opens-all');
    await postTasksExecution({ inheritPassphrase: true }, finished());
  });

  it('keep the runs of one process apart', async () => {
    machine.configure({ environment: onlyCommands });
    await preTasksExecution(undefined, context('one'));
    delete process.env.AIM_RUN_ID;
    await preTasksExecution(undefined, context('two'));
    await postTasksExecution(undefined, finished('one'));
    await postTasksExecution(undefined, finished('two'));
    const runs = machine.audit().flatMap(({ details }) => (details.tool === 'nx' ? [details.run_id] : []));
    expect(runs).toEqual(['one', 'two']);
  });

  it('record the results also where another process had prepared the run', async () => {
    machine.configure({ environment: onlyCommands });
    await postTasksExecution({ workstream: 'ws-1' }, finished('other'));
    expect(machine.audit()).toMatchObject([{ details: { run_id: 'other', ws_id: 'ws-1' } }]);
  });

  it('leave the environment as it is when they refuse', async () => {
    machine.configure({ environment: { healthChecks: { requiredCommands: ['no-such-command'] } } });
    const before = { ...process.env };
    const refused = preTasksExecution({ checks: { only: ['commands'] } }, context());
    await expect(refused).rejects.toMatchObject({
      name: 'PREFLIGHT_FAILED',
      message: expect.stringMatching(
        /^The preflight failed; no task was started\.\n- commands: Missing: no-such-command\n/,
      ),
    });
    expect({ ...process.env }).toEqual(before);
  });

  it('go on for a reason that is given for one run', async () => {
    machine.configure({ environment: { healthChecks: { requiredCommands: ['no-such-command'] } } });
    process.env.AIM_PREFLIGHT_OVERRIDE = 'release at night';
    const options = { checks: { only: ['commands'] } };
    await preTasksExecution(options, context());
    await postTasksExecution(options, finished());
    expect(machine.audit()[1]).toMatchObject({
      event_type: 'preflight',
      severity: 'warning',
      details: { ok: false, override: 'release at night', failed_checks: ['commands'] },
    });
  });

  it('refuse options that they do not know', async () => {
    const misspelt = { secret: ['A_KEY'] } as plugin.NxPluginOptions;
    await expect(preTasksExecution(misspelt, context())).rejects.toMatchObject({
      name: 'NX_OPTIONS_INVALID',
      message: expect.stringMatching(/options has no 'secret'[^]*Did you mean 'secrets'\?/),
    });
  });

  it('take the reason of the options, too', async () => {
    machine.configure({ environment: { healthChecks: { requiredCommands: ['no-such-command'] } } });
    const options = { checks: { only: ['commands'] }, override: 'known' };
    await preTasksExecution(options, context());
    await postTasksExecution(options, finished());
    expect(machine.audit()[1]?.details).toMatchObject({ override: 'known' });
  });
});
