import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@aim/workstream';
import { describe, expect, it } from 'vitest';
import { exampleProfiles, exampleRepository, finishedFiles } from '../../support/exampleRepository.js';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

interface AuditLine {
  readonly event_type: string;
  readonly details: {
    readonly event?: string;
    readonly run_id?: string;
    readonly ws_id?: string;
    readonly unit?: string;
  };
}

function audited(): readonly AuditLine[] {
  const log = readFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), 'utf8');
  return log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AuditLine);
}

const fileAt = (git: (...args: string[]) => string, path: string): string => git('show', `main:${path}`);

describe.skipIf(process.platform === 'win32')('aim workstream run with the examples', () => {
  it('formats two parts at a time, then lints and tests, merges all of it and records every step', async () => {
    const { git } = exampleRepository(home);
    const outcome = await home.aim(['workstream', 'run', '--json', ...exampleProfiles]);
    expect(outcome, outcome.stderr + outcome.stdout).toMatchObject({ exitCode: 0 });
    const { run_id, final_status, results } = outcome.json<RunResult>();
    expect(run_id).toMatch(/^run-\d{8}T\d{6}Z/);
    expect(final_status).toBe('done');
    expect(results.map(({ ws_id, steps }) => [ws_id, steps.map(({ step_name }) => step_name)])).toEqual([
      ['ws-format-docs', ['edit', 'static', 'runtime', 'merge']],
      ['ws-format-sources', ['edit', 'static', 'runtime', 'merge']],
      ['ws-lint-sources', ['edit', 'static', 'runtime', 'merge']],
    ]);
    const tested = results[2]?.steps[2]?.details.checks;
    expect(JSON.stringify(tested)).toMatch(/[#ℹ] pass 1\b/);
    for (const [path, text] of Object.entries(finishedFiles)) expect(fileAt(git, path)).toBe(text);
    expect(git('status', '--porcelain')).toBe('');

    const events = audited();
    const order = events.flatMap(({ details }) =>
      details.event === 'step_started' || details.event === 'step_finished'
        ? `${details.event === 'step_started' ? '+' : '-'}${details.ws_id} ${details.unit}`
        : [],
    );
    const at = (entry: string): number => {
      expect(order).toContain(entry);
      return order.indexOf(entry);
    };
    // Both begin before either has ended.
    expect(at('+ws-format-sources edit')).toBeLessThan(at('-ws-format-docs edit'));
    expect(at('+ws-format-docs edit')).toBeLessThan(at('-ws-format-sources edit'));
    expect(at('+ws-lint-sources edit')).toBeGreaterThan(at('-ws-format-docs merge'));
    expect(at('+ws-lint-sources edit')).toBeGreaterThan(at('-ws-format-sources merge'));
    expect(at('-ws-lint-sources node-test')).toBeGreaterThan(at('-ws-lint-sources eslint'));
    expect(order.filter((entry) => entry.startsWith('+'))).toHaveLength(3 + 3 + 6);
    expect(events.filter(({ event_type }) => event_type === 'preflight')).toHaveLength(3);
    expect(events.filter(({ details }) => details.event !== undefined)).toSatisfy((all: AuditLine[]) =>
      all.every(({ details }) => details.run_id === run_id),
    );
    expect(await home.aim(['audit', 'verify'])).toMatchObject({ exitCode: 0 });
  }, 120_000);

  it('tells the state of each workstream on the way', async () => {
    exampleRepository(home);
    const outcome = await home.aim(['workstream', 'run', 'format-docs', ...exampleProfiles]);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stdout).toMatch(/^✓ ws-format-docs\nrun-\w+: 1 workstream done, 0 failed\n$/);
    const [first, ...lines] = outcome.stderr.trimEnd().split('\n');
    expect(first).toMatch(/^run-\w+ started: 1 workstream in 1 wave$/);
    const states = ['started', 'editing', 'static check', 'runtime tests', 'done'];
    expect(lines).toEqual(states.map((state) => `ws-format-docs: ${state}`));
  }, 60_000);

  it('refuses before anything starts when a command is missing, and says all that is to be done', async () => {
    const { git } = exampleRepository(home);
    const head = git('rev-parse', 'HEAD');
    rmSync(join(home.project, 'node_modules'));
    const outcome = await home.aim(['workstream', 'run', ...exampleProfiles]);
    expect(outcome).toMatchObject({ exitCode: 9, stdout: '' });
    expect(outcome.stderr).toMatch(/✗ ws-format-docs, ws-format-sources, ws-lint-sources: .*"prettier"/);
    expect(outcome.stderr).toMatch(/→ Install eslint, or put it into PATH/);
    expect(outcome.stderr).toMatch(/\[WORKSTREAM_PREFLIGHT_FAILED\]/);
    expect([git('rev-parse', 'HEAD'), git('branch', '--list', 'aim/*')]).toEqual([head, '']);
    expect(existsSync(join(home.project, '.worktrees'))).toBe(false);
    const json = (await home.aim(['workstream', 'run', '--json', ...exampleProfiles])).json();
    expect(json).toMatchObject({ error: { code: 'WORKSTREAM_PREFLIGHT_FAILED' } });
  }, 60_000);

  it("refuses when one workstream's own health checks fail, unless there is a reason, which is recorded", async () => {
    exampleRepository(home);
    home.write('aim/config/aim_config.json', {
      version: '1.0.0',
      workstreams: { 'ws-format-docs': { healthChecks: { requiredCommands: ['no-such-command'] } } },
    });
    const run = ['workstream', 'run', 'ws-format-docs', ...exampleProfiles];
    const refused = await home.aim(run);
    expect(refused.exitCode).toBe(9);
    expect(refused.stderr).toMatch(/no-such-command/);
    const other = await home.aim(['workstream', 'run', 'ws-format-sources', ...exampleProfiles]);
    expect(other.exitCode).toBe(0);
    const passed = await home.aim([...run, '--override', 'only documents']);
    expect(passed, passed.stderr).toMatchObject({ exitCode: 0 });
    expect(JSON.stringify(audited())).toContain('"override":"only documents"');
  }, 120_000);

  it('fails with the reason, and leaves the branch as it was, when a check fails', async () => {
    const { git } = exampleRepository(home);
    const head = git('rev-parse', 'HEAD');
    home.write('project/no.json', { no: { command: 'node', args: ['-e', 'process.exit(3)'] } });
    git('add', '--all');
    git('commit', '--quiet', '-m', 'profile');
    const command = ['workstream', 'run', 'ws-format-docs', '--runtime', 'no', '--profiles', 'no.json'];
    const outcome = await home.aim([...command, ...exampleProfiles]);
    expect(outcome.exitCode).toBe(4);
    expect(outcome.stdout).toMatch(/✗ ws-format-docs\n {4}runtime: .+\n {4}Its work is on the branch aim\//);
    expect(git('rev-parse', 'HEAD~1')).toBe(head);
  }, 60_000);
});
