import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onlyCommands, useMachine } from '../support/machine.js';
import { buildPlugin, createNxWorkspace } from '../support/nxWorkspace.js';

const value = 'canary/"value"+&= 4711';
const other = 'another-canary-0815';
const fromShell = 'shell-canary-2342';

/** Tells which secrets it sees without showing one. */
const look = (file: string): string => `
const { writeFileSync } = require('node:fs');
const names = ['DEPLOY_TOKEN', 'OTHER_TOKEN', 'OPENAI_API_KEY', 'AIM_PASSPHRASE'];
const seen = Object.fromEntries(names.map((name) => [name, process.env[name] ? process.env[name].length : 0]));
writeFileSync(${JSON.stringify(file)}, JSON.stringify({ ...seen, run: process.env.AIM_RUN_ID }));
console.log('looked around');
`;

const seen = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

describe('a real Nx workspace', { timeout: 120_000 }, () => {
  const machine = useMachine();
  let built = '';

  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'aim-orchestrator-built-'));
    await buildPlugin(built);
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  const workspace = (options: Readonly<Record<string, unknown>> = {}) => {
    machine.configure({ environment: onlyCommands });
    return createNxWorkspace(machine, built, options);
  };
  const lookingTask = (name: string) => {
    const file = join(machine.path, `${name}.seen.json`);
    machine.write(`work/${name}/look.cjs`, look(file));
    return { file, target: { command: `node ${name}/look.cjs` } };
  };
  const expectNoTrace = (output: string): void => {
    for (const text of [value, JSON.stringify(value).slice(1, -1), other, fromShell])
      expect(output).not.toContain(text);
    expect(machine.filesWith([value, JSON.stringify(value).slice(1, -1), other, fromShell])).toEqual([]);
  };

  const modes: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['plugins in its own process', {}],
    ['plugins in processes of their own', { NX_ISOLATE_PLUGINS: 'true' }],
    ['a daemon', { NX_ISOLATE_PLUGINS: 'true', NX_DAEMON: 'true' }],
  ];

  it.each(modes)(
    'gives tasks exactly their declared secrets and leaves no trace of them, with %s',
    async (_, mode) => {
      const { project, nx } = workspace({ secrets: ['DEPLOY_TOKEN'], workstream: 'ws-release' });
      const { file, target } = lookingTask('app');
      project('app', { look: { ...target, cache: true } });
      await machine.store('DEPLOY_TOKEN', value);
      await machine.store('OTHER_TOKEN', other);
      const env = { OPENAI_API_KEY: fromShell, AIM_PASSPHRASE: fromShell, ...mode };
      const { exitCode, output } = await nx(['run', 'app:look'], env);
      if (mode.NX_DAEMON) {
        const { processId } = seen(join(machine.work, '.nx/workspace-data/d/server-process.json'));
        process.kill(Number(processId), 'SIGTERM');
      }
      expect([exitCode, output]).toEqual([0, expect.stringContaining('looked around')]);
      expect(seen(file)).toEqual({
        DEPLOY_TOKEN: value.length,
        OTHER_TOKEN: 0,
        OPENAI_API_KEY: 0,
        AIM_PASSPHRASE: 0,
        run: expect.stringMatching(/./),
      });
      expectNoTrace(output);
      const events = machine.audit();
      expect(events.map(({ event_type }) => event_type)).toEqual([
        'health_check',
        'preflight',
        'secret_access',
        'tool_invoke',
      ]);
      const run = seen(file).run;
      for (const { details } of events) expect(details).toMatchObject({ run_id: run, ws_id: 'ws-release' });
      expect(events.at(-1)?.details).toMatchObject({
        success: true,
        tasks: [{ id: 'app:look', status: 'success' }],
      });
    },
  );

  it('starts nothing when the preflight fails, and says what is missing', async () => {
    const { project, nx } = workspace({ secrets: ['DEPLOY_TOKEN'], workstream: 'ws-release' });
    machine.configure({
      environment: onlyCommands,
      workstreams: { 'ws-release': { healthChecks: { requiredCommands: ['no-such-command'] } } },
    });
    const { file, target } = lookingTask('app');
    project('app', { look: target });
    await machine.store('DEPLOY_TOKEN', value);
    const refused = await nx(['run', 'app:look']);
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("The preflight of workstream 'ws-release' failed; no task was started.");
    expect(refused.output).toContain('no-such-command');
    expect(refused.output).not.toMatch(/stacktrace| at .*:\d+:\d+/);
    expect(existsSync(file)).toBe(false);
    expect(machine.audit().map(({ event_type }) => event_type)).toEqual(['health_check', 'preflight']);
  });

  it('starts nothing without a declared secret, and says so also from a process of its own', async () => {
    const { project, nx } = workspace({ secrets: ['NEVER_STORED'] });
    const { file, target } = lookingTask('app');
    project('app', { look: target });
    const { exitCode, output } = await nx(['run', 'app:look'], { NX_ISOLATE_PLUGINS: 'true' });
    expect(exitCode).toBe(1);
    expect(output).toContain('There is no secret NEVER_STORED');
    expect(output).toContain("'aim secrets set NEVER_STORED' stores it.");
    expect(existsSync(file)).toBe(false);
  });

  it('masks what a task printed in all that Nx keeps, and records which task it was', async () => {
    const { project, nx } = workspace({ secrets: ['DEPLOY_TOKEN'] });
    project('app', {
      leak: { command: `node -e "console.log(process.env.DEPLOY_TOKEN)"`, cache: true },
    });
    await machine.store('DEPLOY_TOKEN', other);
    await nx(['run', 'app:leak']);
    expect(machine.filesWith([other])).toEqual([]);
    expect(machine.audit().find(({ severity }) => severity === 'critical')?.details).toMatchObject({
      reason: 'secret_printed',
      tasks: ['app:leak'],
    });
    const again = await nx(['run', 'app:leak']);
    expect(again.output).toContain('***');
    expect(again.output).not.toContain(other);
  });

  it('gives a program its own secrets with the executor run, masked in its output', async () => {
    const { project, nx } = workspace();
    machine.write(
      'work/app/tell.cjs',
      `console.log('token', process.env.DEPLOY_TOKEN, 'other', process.env.OTHER_TOKEN ?? 'none', process.argv[2]);`,
    );
    const options = { command: 'node', args: ['tell.cjs', 'x y'], cwd: '{projectRoot}' };
    const executor = '@aim/orchestrator-plugin:run';
    project('app', {
      one: { executor, cache: true, options: { ...options, secrets: ['DEPLOY_TOKEN'] } },
      two: { executor, cache: true, options: { ...options, secrets: ['OTHER_TOKEN'] } },
      bad: { executor, options: { command: 'no-such-program' } },
      fails: { executor, options: { command: 'node', args: ['-e', 'process.exit(3)'] } },
    });
    await machine.store('DEPLOY_TOKEN', value);
    await machine.store('OTHER_TOKEN', other);
    const { exitCode, output } = await nx(['run-many', '-t', 'one,two,bad,fails', '--output-style=static']);
    expect(exitCode).toBe(1);
    expect(output).toContain('token *** other none x y');
    expect(output).toContain('token undefined other *** x y');
    expectNoTrace(output);
    const released = machine.audit().filter(({ event_type }) => event_type === 'secret_access');
    expect(new Set(released.map(({ details }) => details.task))).toEqual(new Set(['app:one', 'app:two']));
    expect(new Set(machine.audit().map(({ details }) => details.run_id)).size).toBe(1);
    expect(output).toContain("The command 'no-such-program' cannot be run: it is not in PATH");
    expect(machine.audit().at(-1)?.details).toMatchObject({
      success: false,
      failed: expect.arrayContaining(['app:bad', 'app:fails']),
    });
  });

  it('carries out a capability with the executor invoke, and takes it from the cache the second time', async () => {
    const { project, nx } = workspace();
    const adapterScript = machine.write(
      'adapter.mjs',
      `import { appendFileSync, readFileSync } from 'node:fs';
const { capability, payload } = JSON.parse(readFileSync(0, 'utf8'));
appendFileSync(${JSON.stringify(join(machine.path, 'calls'))}, 'x');
const text = payload.files.map((file) => readFileSync(file, 'utf8')).join('');
const success = !text.includes('bad');
console.log(JSON.stringify({ success, message: capability + ' of ' + payload.files + ': ' + text.trim(), content: null }));`,
    );
    machine.write('bin/fixture', '#!/bin/sh\n', 0o755);
    machine.configure({
      environment: onlyCommands,
      registry: {
        tools: {
          fixture: {
            name: 'Fixture',
            detectCommands: ['fixture'],
            capabilities: ['judging'],
            secrets: [],
            adapterScript,
          },
        },
        capabilities: { judging: { primaryTool: 'fixture' } },
      },
    });
    machine.write('work/app/text.txt', 'fine\n');
    project('app', {
      judge: {
        executor: '@aim/orchestrator-plugin:invoke',
        cache: true,
        inputs: ['{projectRoot}/text.txt'],
        outputs: ['{options.outputFile}'],
        options: {
          capability: 'judging',
          files: ['{projectRoot}/text.txt'],
          outputFile: 'out/{projectName}.json',
        },
      },
    });
    const calls = () => readFileSync(join(machine.path, 'calls'), 'utf8').length;
    const report = join(machine.work, 'out/app.json');

    const first = await nx(['run', 'app:judge']);
    expect(first.output).toContain('judging of app/text.txt: fine');
    expect([first.exitCode, calls()]).toEqual([0, 1]);
    rmSync(report);

    const second = await nx(['run', 'app:judge']);
    expect(second.output).toMatch(/local cache|existing outputs match/);
    expect([second.exitCode, calls()]).toEqual([0, 1]);
    expect(seen(report)).toMatchObject({ success: true, tool: 'fixture' });

    machine.write('work/app/text.txt', 'bad\n');
    const third = await nx(['run', 'app:judge']);
    expect([third.exitCode, calls() > 1]).toEqual([1, true]);
    expect(third.output).toContain("All tools failed for capability 'judging'");
    const statuses = machine
      .audit()
      .flatMap(({ details }) => (details.tool === 'nx' ? (details.tasks as { status: string }[]) : []));
    expect(statuses.map(({ status }) => status)).toEqual(['success', 'local-cache', 'failure']);
  });
});
