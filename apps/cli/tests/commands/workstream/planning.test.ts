import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTempHome } from '../../support/tempHome.js';

const home = useTempHome();

function record(id: string, own: Readonly<Record<string, unknown>> = {}): void {
  home.write(`project/workstreams/${id}.json`, {
    id,
    openspec_change: 'OS-1',
    ccpm_issue: 1,
    gate: 1,
    files_scope: [`src/${id}.js`],
    tasks: ['Write it'],
    tool: 'writer',
    ...own,
  });
}

/** A profile by which every workstream writes a file. */
function writer(): void {
  home.write('aim/config/aim_config.json', {
    version: '1.0.0',
    environment: { healthChecks: { enabled: false } },
    toolProfiles: {
      writer: {
        command: process.execPath,
        args: ['-e', "require('node:fs').writeFileSync(process.argv[1] + '.out', '')", '{ws_id}'],
      },
    },
  });
}

describe('aim workstream validate', () => {
  it('lists every error with its place, and what to do', async () => {
    record('ws-one', { depends_on: ['ws-tow'] });
    record('ws-two', { files_scope: ['src/ws-one.js'] });
    const outcome = await home.aim(['workstream', 'validate']);
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stdout).toMatch(
      /error .*ws-one\.json:1: "ws-one" depends on "ws-tow".*\n {4}→ Did you mean "ws-two"\?/,
    );
    expect(outcome.stdout).toMatch(/"ws-one" and "ws-two" both claim src\/ws-one\.js/);
    expect(outcome.stdout).toMatch(/✗ 2 workstreams could be read, 2 errors/);
    const json = (await home.aim(['workstream', 'validate', '--json'])).json();
    expect(json).toMatchObject({ bundle_count: 2, overlaps: { 'src/ws-one.js': ['ws-one', 'ws-two'] } });
  });

  it('looks where PIPELINE_WORKSTREAM_DIR says, and says so when there is nothing', async () => {
    home.write('elsewhere/.keep', '');
    const env = { PIPELINE_WORKSTREAM_DIR: join(home.root, 'elsewhere') };
    const outcome = await home.aim(['workstream', 'validate'], { env });
    expect(outcome).toMatchObject({
      exitCode: 0,
      stdout: `There are no workstreams in ${join(home.root, 'elsewhere')}\n`,
    });
    expect((await home.aim(['workstream', 'run'], { env })).exitCode).toBe(5);
  });

  it('shows what a file holds without obeying it', async () => {
    record('ws-one', { ['\u001b[31mred']: true });
    const { stdout } = await home.aim(['workstream', 'validate']);
    expect(stdout).toContain('\\x1b[31mred');
  });
});

describe('aim workstream plan', () => {
  it('shows waves and what would be started, and starts nothing', async () => {
    writer();
    record('ws-one');
    record('ws-two');
    record('ws-last', {
      depends_on: ['ws-one', 'ws-two'],
      acceptance_tests: ['node --version', 'It is fast'],
    });
    const shown = await home.aim(['workstream', 'plan'], { columns: 120 });
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toMatch(/^1 +ws-one +- +edit: /m);
    expect(shown.stdout).toMatch(/^2 +ws-last +ws-one +edit: /m);
    expect(shown.stdout).toMatch(/runtime: node --version/);
    expect(shown.stdout).toMatch(/for you: It is fast/);
    expect(shown.stdout).toMatch(/3 workstreams in 2 waves/);
    const narrow = await home.aim(['workstream', 'plan'], { columns: 40 });
    expect(narrow.stdout).toMatch(/^1\. ws-two\n {3}edit: .*\n2\. ws-last\n {3}after ws-one, ws-two\n/m);
    const single = await home.aim(['workstream', 'plan', '--parallel', '1', '--json']);
    expect(single.json()).toMatchObject({ waves: [['ws-one'], ['ws-two'], ['ws-last']] });
    const dry = await home.aim(['workstream', 'run', 'ws-two', '--dry-run', '--json']);
    expect(dry.json()).toMatchObject({ waves: [['ws-two']] });
    expect(existsSync(join(home.aimHome, 'state', 'workstreams'))).toBe(false);
  });

  it('refuses what does not hold together', async () => {
    record('ws-one', { depends_on: ['ws-two'] });
    record('ws-two', { depends_on: ['ws-one'] });
    expect((await home.aim(['workstream', 'plan', '--json'])).json()).toMatchObject({
      error: { code: 'WORKSTREAM_INVALID', message: expect.stringContaining('circle') },
    });
  });
});

describe('aim workstream run', () => {
  it('shows the plan on a terminal and asks; --yes answers beforehand', async () => {
    writer();
    record('ws-one');
    const refused = await home.aim(['workstream', 'run'], { stdinIsTTY: true, answers: ['no'] });
    expect(refused).toMatchObject({ exitCode: 5, questions: [`Run this in ${home.project}?`] });
    expect(refused.stderr).toMatch(/ws-one/);
    expect(existsSync(join(home.project, 'ws-one.out'))).toBe(false);
    const agreed = await home.aim(['workstream', 'run', '--yes'], { stdinIsTTY: true });
    expect(agreed, agreed.stderr).toMatchObject({ exitCode: 0, questions: [] });
    expect(existsSync(join(home.project, 'ws-one.out'))).toBe(true);
  });

  it('needs --yes without a terminal when an untrusted configuration takes part, and nothing else does', async () => {
    writer();
    record('ws-one');
    home.write('project/aim_config.json', { version: '1.0.0' });
    const unasked = await home.aim(['workstream', 'run']);
    expect(unasked).toMatchObject({ exitCode: 5, stdout: '' });
    expect(unasked.stderr).toMatch(/is not trusted.*\[NO_TERMINAL\]/);
    await home.aim(['config', 'trust', '--yes']);
    expect((await home.aim(['workstream', 'run'])).exitCode).toBe(0);
  });

  it("takes the older orchestrator's options", async () => {
    writer();
    record('ws-one');
    record('ws-two');
    const argv = [
      'workstream',
      'run',
      '--workstreams-dir',
      'workstreams',
      '--max-workers',
      '1',
      '--ws-id',
      'ws-two',
    ];
    expect((await home.aim([...argv, '--dry-run', '--json'])).json()).toMatchObject({
      max_workers: 1,
      waves: [['ws-two']],
    });
  });

  it.each([
    [['--resume', '--in-place'], /--in-place/],
    [['--resume', '--parallel', '2'], /--parallel/],
    [['--resume', 'run-1', 'run-2'], /a second ID/],
    [['--override', ' '], /--override needs a reason/],
    [
      ['--static', 'wrter'],
      /--static wrter is neither a tool profile nor a capability.*\n.*Did you mean 'writer'/,
    ],
  ])('refuses %j', async (options, message) => {
    writer();
    record('ws-one');
    const outcome = await home.aim(['workstream', 'run', ...options]);
    expect(outcome.exitCode).toBe(5);
    expect(outcome.stderr).toMatch(message);
  });

  it('goes on with an interrupted run, and repeats nothing that was done', async () => {
    writer();
    record('ws-one');
    record('ws-two', { depends_on: ['ws-one'], acceptance_tests: [`${process.execPath} wait.cjs`] });
    home.write(
      'project/wait.cjs',
      "const fs = require('node:fs'); fs.writeFileSync('waiting', ''); if (!fs.existsSync('go')) setInterval(() => {}, 1000);",
    );
    const stop = new AbortController();
    const timer = setInterval(() => {
      if (existsSync(join(home.project, 'waiting'))) stop.abort();
    }, 20);
    const stopped = await home.aim(['workstream', 'run', '--json'], { signal: stop.signal });
    clearInterval(timer);
    const { run_id, ...rest } = stopped.json<{ run_id: string }>();
    expect([stopped.exitCode, rest]).toMatchObject([
      130,
      { final_status: 'interrupted', results: [{ ws_id: 'ws-one', final_status: 'done' }] },
    ]);
    expect(stopped.stderr).toContain(`aim workstream run --resume ${run_id}`);
    home.write('project/go', '');
    const resumed = await home.aim(['workstream', 'run', '--resume', run_id]);
    expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
    expect(resumed.stderr).not.toMatch(/ws-one: editing/);
    expect(resumed.stdout).toMatch(/✓ ws-one\n✓ ws-two/);
  });
});
