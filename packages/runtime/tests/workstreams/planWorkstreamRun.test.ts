import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeRun } from '../../src/workstreams/describeRun.js';
import { planWorkstreamRun, resumedWorkstreamRun } from '../../src/workstreams/planWorkstreamRun.js';
import { readWorkstreamsOf } from '../../src/workstreams/readWorkstreamsOf.js';
import { workstreamRoot } from '../../src/workstreams/workstreamRoot.js';
import { useTestHome } from '../support/testHome.js';

const machine = useTestHome();

function workstream(id: string, own: Readonly<Record<string, unknown>> = {}): void {
  const record = {
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 1,
    gate: 1,
    files_scope: [`${id}.txt`],
    tasks: ['Write it'],
    tool: 'writer',
    ...own,
  };
  machine.write(`work/workstreams/${id}.json`, JSON.stringify(record));
}

describe('planWorkstreamRun', () => {
  it('takes tool profiles from the configuration, and rather from a file', () => {
    workstream('ws-a');
    machine.write('work/profiles.json', '{ "writer": { "command": "from-file" } }');
    const settings = machine.settings({
      config: {
        toolProfiles: { writer: { command: 'from-config', timeoutSec: 7 }, other: { command: 'o' } },
      },
    });
    expect(planWorkstreamRun(settings).plan.profiles).toMatchObject({
      writer: { command: 'from-config', timeoutSec: 7 },
    });
    expect(planWorkstreamRun(settings, { profiles: ['profiles.json'] }).plan.profiles).toMatchObject({
      writer: { command: 'from-file' },
      other: { command: 'o' },
    });
  });

  it('has no profile of a project that nobody has vouched for', () => {
    workstream('ws-a');
    const toolProfiles = { writer: { command: 'evil', timeoutSec: 7 } };
    machine.write('work/aim_config.json', JSON.stringify({ version: '1.0.0', toolProfiles }));
    expect(planWorkstreamRun(machine.settings()).plan.profiles).toEqual({});
  });

  it("allows the registry's capabilities, and works in the repository that the folder lies in", () => {
    mkdirSync(`${machine.path}/.git`);
    workstream('ws-a', { capability: 'formatting' });
    const { plan } = planWorkstreamRun(machine.settings());
    expect(plan).toMatchObject({ root: machine.path, waves: [['ws-a']] });
    expect(workstreamRoot('/')).toBe('/');
  });

  it('refuses workstreams that do not hold together, which reading them only reports', () => {
    workstream('ws-a', { depends_on: ['ws-b'] });
    expect(() => planWorkstreamRun(machine.settings())).toThrow(
      expect.objectContaining({ code: 'WORKSTREAM_INVALID' }),
    );
    expect(readWorkstreamsOf(machine.settings()).verdict).toMatchObject({ ok: false, bundle_count: 1 });
  });

  it('knows no interrupted run where there was none', () => {
    for (const runId of [undefined, 'run-20300101T000000Z', '../x']) {
      expect(() => resumedWorkstreamRun(machine.settings(), runId)).toThrow(
        expect.objectContaining({ code: 'WORKSTREAM_RUN_UNKNOWN' }),
      );
    }
  });
});

describe('describeRun', () => {
  it('shows every program that would be started, and what is left to people', () => {
    for (const name of ['test-it', 'write', 'aider']) machine.program(name);
    workstream('ws-a', {
      acceptance_tests: ['test-it now', 'All is well', 'writer --again'],
      compensation_actions: ['test-it undo'],
    });
    workstream('ws-b', {
      capability: 'refactoring',
      tool: 'aider',
      depends_on: ['ws-a'],
      test_gates: [{ type: 'GATE_LINT' }],
      acceptance_tests: ['test-it && rm x'],
    });
    const settings = machine.settings({
      config: { toolProfiles: { writer: { command: 'write', args: ['{files}'] } } },
    });
    const { plan } = planWorkstreamRun(settings, { checks: { static: ['writer', 'nothing'] } });
    expect(describeRun(settings, plan)).toMatchObject([
      {
        ws_id: 'ws-a',
        wave: 1,
        edit: 'write {files}',
        static: ['write {files}'],
        runtime: ['test-it now', 'write --again'],
        compensation: ['test-it undo'],
        not_run: ['All is well'],
        problems: [expect.stringContaining('"nothing"')],
      },
      {
        ws_id: 'ws-b',
        wave: 2,
        depends_on: ['ws-a'],
        edit: 'refactoring (aider)',
        static: ['write {files}', 'linting'],
        problems: ['needs a shell', '"nothing"', 'No tool is ready for linting: ruff (not installed)'].map(
          (text) => expect.stringContaining(text),
        ),
      },
    ]);
  });
});
