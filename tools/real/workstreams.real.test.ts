import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installTools } from './installTools.mjs';
import { runAim } from './runAim.js';

const pythonTools = ['ruff', 'pytest'] as const;
let tools: Awaited<ReturnType<typeof installTools>>;
let [home, cwd] = ['', ''];

beforeAll(async () => {
  tools = await installTools([...pythonTools]);
});

afterAll(() => {
  tools.remove();
  for (const [id, why] of Object.entries(tools.skipped)) process.stdout.write(`skipped ${id}: ${why}\n`);
});

beforeEach(() => {
  [home, cwd] = [
    mkdtempSync(join(tmpdir(), 'aim-real-home-')),
    mkdtempSync(join(tmpdir(), 'aim-real-work-')),
  ];
  return () => {
    for (const path of [home, cwd]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
});

function write(name: string, content: unknown): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...identity, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, HOME: home },
  });
}

const gates = [{ type: 'GATE_LINT' }, { type: 'GATE_UNIT' }];
const record = (id: string, file: string, own: Readonly<Record<string, unknown>> = {}) => ({
  id,
  openspec_change: 'OS-1',
  ccpm_issue: 1,
  gate: 1,
  tasks: ['Format it'],
  tool: 'ruff-format',
  files_scope: [file],
  test_gates: gates,
  ...own,
});

/** Three workstreams in order, in a repository of Python whose sources are badly formatted. */
function prepare(mean: string): void {
  write('sums/__init__.py', '');
  write('sums/total.py', 'def total(a,b):\n    return a+b\n');
  write('sums/mean.py', mean);
  write(
    'tests/test_mean.py',
    'from sums.mean import mean\n\n\ndef test_mean():\n    assert mean(2,4) == 3\n',
  );
  write('workstreams/all.json', [
    record('ws-total', 'sums/total.py'),
    record('ws-mean', 'sums/mean.py', { depends_on: ['ws-total'] }),
    record('ws-test', 'tests/test_mean.py', {
      depends_on: ['ws-mean'],
      acceptance_tests: ['pytest -q tests', 'The mean of two numbers is right'],
    }),
  ]);
  const profile = { command: 'ruff', args: ['format', '--quiet', '{files}'] };
  write('profiles.json', { 'ruff-format': profile, pytest: { command: 'pytest', args: ['-q'] } });
  write('pyproject.toml', '[tool.pytest.ini_options]\npythonpath = "."\n');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Start');
}

const good = 'from sums.total import total\n\ndef mean(a,b):\n    return total(a,b)/2\n';
const command = ['workstream', 'run', '--json', '--profiles', 'profiles.json'];

interface Answer {
  readonly final_status: string;
  readonly results: readonly {
    readonly ws_id: string;
    readonly final_status: string;
    readonly steps: readonly { readonly step_name: string; readonly error_message: string }[];
  }[];
}

async function run(path = [...new Set(Object.values(tools.executables).map(dirname))]) {
  const outcome = await runAim(command, { home, cwd, path });
  return { ...outcome, answer: JSON.parse(outcome.stdout) as Answer };
}

describe('aim workstream run with the real ruff and pytest', () => {
  beforeEach(({ skip }) => {
    for (const id of pythonTools) if (tools.executables[id] === undefined) skip(tools.skipped[id]);
  });

  it('formats, lints and tests in order, and merges what passes', async () => {
    prepare(good);
    const { exitCode, answer, stderr } = await run();
    expect(exitCode, stderr + JSON.stringify(answer)).toBe(0);
    expect(answer.results.map(({ ws_id, final_status }) => [ws_id, final_status])).toEqual([
      ['ws-total', 'done'],
      ['ws-mean', 'done'],
      ['ws-test', 'done'],
    ]);
    expect(JSON.stringify(answer.results.at(-1))).toContain('1 passed');
    expect(git('show', 'main:sums/total.py')).toBe('def total(a, b):\n    return a + b\n');
    expect(git('status', '--porcelain')).toBe('');
    expect((await runAim(['audit', 'verify'], { home, cwd })).exitCode).toBe(0);
  });

  it.each([
    ['static', 'an error of the linter', `import os\n${good}`, /linting: found 2 issues/],
    ['runtime', 'a test that fails', good.replace('/2', '/3'), /testing: .*1 failed/],
  ])('stops at the %s step on %s', async (step, _, mean, message) => {
    prepare(mean);
    const { exitCode, answer } = await run();
    expect(exitCode).toBe(4);
    const failed = answer.results.find(({ ws_id }) => ws_id === (step === 'static' ? 'ws-mean' : 'ws-total'));
    expect(failed?.steps.at(-1)).toMatchObject({
      step_name: step,
      error_message: expect.stringMatching(message),
    });
  });

  it('refuses before anything starts without them', async () => {
    prepare(good);
    const { exitCode, answer, stderr } = await run([]);
    expect({ exitCode, answer }, stderr).toMatchObject({
      exitCode: 9,
      answer: { error: { code: 'WORKSTREAM_PREFLIGHT_FAILED' } },
    });
    expect(git('branch', '--list', 'aim/*')).toBe('');
  });
});
