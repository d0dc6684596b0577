import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runWorkstreams, type RunEffects, type RunResult } from '@aim/workstream';
import type { Settings } from '../../src/loadSettings.js';
import { describeRun } from '../../src/workstreams/describeRun.js';
import { planWorkstreamRun } from '../../src/workstreams/planWorkstreamRun.js';
import { workstreamEffects } from '../../src/workstreams/workstreamEffects.js';
import { openServices, recordedEvents } from '../support/services.js';
import { useTestHome, type SettingsChoice } from '../support/testHome.js';

const machine = useTestHome();

const config = {
  registry: {
    tools: Object.fromEntries(
      ['one', 'two'].map((id) => [
        id,
        {
          name: id,
          detectCommands: [id],
          capabilities: ['editing'],
          secrets: [`${id.toUpperCase()}_KEY`],
        },
      ]),
    ),
    capabilities: { editing: { primaryTool: 'one', fallbacks: ['two'] } },
  },
  toolProfiles: {
    see: { command: 'env-to-file', aimToolId: 'one' },
    bare: { command: 'env-to-file' },
  },
  environment: { healthChecks: { enabled: false } },
};

const adapter = (id: string): string =>
  `process.stdin.resume().on('end', () => {
    require('node:fs').writeFileSync('by-${id}.txt', JSON.stringify({ cwd: process.cwd(), env: process.env }));
    console.log(JSON.stringify({ success: true, message: '${id}', content: { key: process.env.${id.toUpperCase()}_KEY } }));
  });\n`;

function settingsWith(choice: SettingsChoice = {}): Settings {
  for (const id of ['one', 'two']) machine.write(`${id}.cjs`, adapter(id));
  const tools = Object.fromEntries(
    Object.entries(config.registry.tools).map(([id, tool]) => [
      id,
      { ...tool, adapterScript: `${machine.path}/${id}.cjs` },
    ]),
  );
  return machine.settings({ config: { ...config, registry: { ...config.registry, tools } }, ...choice });
}

function workstream(own: Readonly<Record<string, unknown>>): void {
  machine.write(
    'work/workstreams/a.json',
    JSON.stringify({
      id: 'ws-a',
      openspec_change: 'OS-1',
      ccpm_issue: 1,
      gate: 1,
      files_scope: ['a.txt'],
      tasks: ['Write it'],
      tool: 'see',
      ...own,
    }),
  );
}

function run(settings: Settings, options: Pick<RunEffects, 'onEvent'> = {}): Promise<RunResult> {
  const { plan } = planWorkstreamRun(settings, {});
  return runWorkstreams(plan, workstreamEffects(settings, openServices(settings), options));
}

async function store(settings: Settings, name: string, value: string): Promise<void> {
  await openServices(settings).vault.set(name, value);
}

/** A program that writes its environment into the working folder. */
const envToFile = (): string => machine.program('env-to-file', 'env >"$PWD/env.txt"; env');

describe.skipIf(process.platform === 'win32')('workstreamEffects', () => {
  it("shows a step its tool's secrets and no others, and keeps the values out of output, state and audit", async () => {
    envToFile();
    const settings = settingsWith({ env: { PLAIN: 'kept' } });
    await store(settings, 'ONE_KEY', 'one-very-secret-value');
    await store(settings, 'TWO_KEY', 'two-very-secret-value');
    workstream({});
    const result = await run(settings);
    expect(result.final_status).toBe('done');
    const seen = readFileSync(`${machine.work}/env.txt`, 'utf8');
    expect(seen).toContain('ONE_KEY=one-very-secret-value\n');
    expect(seen).toContain('PLAIN=kept\n');
    expect(seen).toMatch(/^AIM_WORKSTREAM_RUN=\w+$/m);
    expect(seen).not.toContain('TWO_KEY');
    expect(JSON.stringify(result)).toContain('ONE_KEY=');
    expect(JSON.stringify(result)).not.toContain('very-secret');
    const leaks = machine
      .files()
      .filter(({ path, bytes }) => !path.endsWith('env.txt') && bytes.includes('very-secret'));
    expect(leaks.map(({ path }) => path)).toEqual([]);
    const released = recordedEvents(settings).filter(({ event_type }) => event_type === 'secret_access');
    expect(released.map(({ details }) => details)).toEqual([
      { secrets: ['ONE_KEY'], run_id: result.run_id, ws_id: 'ws-a' },
    ]);
  });

  it('gives a program that is no tool of the registry no secret at all', async () => {
    envToFile();
    const settings = settingsWith({ env: { OPENAI_API_KEY: 'sk-in-the-shell', ONE_KEY: 'in-the-shell' } });
    workstream({ tool: 'bare' });
    expect((await run(settings)).final_status).toBe('done');
    const seen = readFileSync(`${machine.work}/env.txt`, 'utf8');
    expect(seen).not.toMatch(/OPENAI_API_KEY|ONE_KEY/);
  });

  it('has a capability done by the tool the workstream prefers, in its place, marked, recorded with its names', async () => {
    for (const id of ['one', 'two']) machine.program(id);
    const settings = settingsWith({ env: { TWO_KEY: 'two-very-secret-value' } });
    workstream({ capability: 'editing', tool: 'two' });
    const result = await run(settings);
    expect(result.final_status).toBe('done');
    expect(result.results[0]?.steps[0]?.details).toMatchObject({ content: { tool: 'two' } });
    expect(JSON.stringify(result)).not.toContain('very-secret');
    const { cwd, env } = JSON.parse(readFileSync(`${machine.work}/by-two.txt`, 'utf8')) as {
      cwd: string;
      env: Record<string, string>;
    };
    expect(cwd).toBe(machine.work);
    expect(env).toMatchObject({ TWO_KEY: 'two-very-secret-value', AIM_WORKSTREAM_RUN: expect.any(String) });
    const invoked = recordedEvents(settings).find(({ details }) => details.tool === 'two');
    expect(invoked?.details).toMatchObject({ run_id: result.run_id, ws_id: 'ws-a', success: true });
  });

  it('records whose step a secret was released for, also with several under way at once', async () => {
    for (const id of ['one', 'two']) machine.program(id);
    const settings = settingsWith();
    await store(settings, 'ONE_KEY', 'one-very-secret-value');
    workstream({ capability: 'editing', tool: 'one' });
    const first = readFileSync(`${machine.work}/workstreams/a.json`, 'utf8');
    machine.write('work/workstreams/b.json', first.replace('ws-a', 'ws-b').replace('a.txt', 'b.txt'));
    const { run_id } = await run(settings);
    const released = recordedEvents(settings).filter(({ message }) => message === 'Release ONE_KEY');
    const labels = released.map(({ details }) => [details.run_id, details.ws_id]);
    expect(labels).toHaveLength(2);
    for (const id of ['ws-a', 'ws-b']) expect(labels).toContainEqual([run_id, id]);
  });

  it('refuses before anything starts when no tool for a capability is installed', async () => {
    const settings = settingsWith();
    workstream({ capability: 'editing', tool: 'two' });
    const refused = run(settings);
    await expect(refused).rejects.toMatchObject({
      code: 'WORKSTREAM_PREFLIGHT_FAILED',
      exitCode: 9,
      message:
        'Nothing was started. ws-a: No tool is ready for editing: two (not installed), one (not installed).',
      hint: 'Install two, or name another tool for editing in registry.capabilities.',
    });
    expect(describeRun(settings, planWorkstreamRun(settings, {}).plan)[0]?.problems).toHaveLength(1);
  });

  it("fails a gate on a linter's errors, whose own success says only that it ran", async () => {
    machine.program('one');
    const lint = `process.stdin.resume().on('end', () => console.log(JSON.stringify({
      success: true, message: 'found 1 issue', content: { error_count: 1 } })));\n`;
    const settings = settingsWith();
    machine.write('one.cjs', lint);
    workstream({ tool: 'bare', metadata: { static_tools: ['editing'] } });
    envToFile();
    const result = await run(settings);
    expect(result.results[0]?.steps.at(-1)).toMatchObject({
      step_name: 'static',
      success: false,
      error_message: 'editing: found 1 issue',
    });
  });

  it('falls back to the other tools when the preferred one is not installed', async () => {
    machine.program('one');
    const settings = settingsWith();
    workstream({ capability: 'editing', tool: 'two' });
    const result = await run(settings);
    expect(result.results[0]?.steps[0]?.details).toMatchObject({ content: { tool: 'one' } });
  });
});
