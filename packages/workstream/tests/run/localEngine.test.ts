import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AimError, acquireLock } from '@aim/core';
import { describe, expect, it } from 'vitest';
import {
  listRuns,
  parseToolProfiles,
  readRunPlan,
  runWorkstreams,
  type InvokeRequest,
  type RunEffects,
  type Workstream,
} from '../../src/index.js';
import { runLock, runPaths } from '../../src/state/runPaths.js';
import { done, healthy, runPlan, testEffects, writeIn } from '../support/effects.js';
import { createRepository } from '../support/repository.js';
import { tempDir } from '../support/tempDir.js';
import { workstream } from '../support/workstreams.js';

const node = process.execPath;

async function failure(action: Promise<unknown>): Promise<AimError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AimError) return error;
  throw new Error('There was no AimError.', { cause: error });
}

describe('the preflight', () => {
  it('refuses the whole run with the report before anything starts', async () => {
    const home = tempDir();
    const { root } = createRepository(home);
    const sick = {
      overall_status: 'unhealthy',
      checks: [{ name: 'commands', status: 'fail', message: 'pytest is missing', fix: 'Install pytest.' }],
    } as const;
    const { effects, calls, audited } = testEffects(home, {
      preflight: async ({ id }) => (id === 'ws-b' ? sick : healthy),
    });
    const error = await failure(
      runWorkstreams(runPlan(root, [workstream('ws-a'), workstream('ws-b')]), effects),
    );
    expect(error).toMatchObject({
      code: 'WORKSTREAM_PREFLIGHT_FAILED',
      exitCode: 9,
      message: 'Nothing was started. ws-b: pytest is missing',
      hint: 'Install pytest.',
      details: {
        preflight: [
          { ws_id: 'ws-a', ok: true },
          { ws_id: 'ws-b', ok: false, report: sick },
        ],
      },
    });
    expect(calls).toEqual([]);
    expect(existsSync(join(root, '.worktrees'))).toBe(false);
    expect(readdirSync(join(home, 'state/workstreams')).filter((name) => name.startsWith('run-'))).toEqual(
      [],
    );
    expect(audited.map(({ type, severity }) => [type, severity])).toEqual([
      ['preflight', 'info'],
      ['preflight', 'error'],
    ]);
  });

  it('is passed over only on demand, which is audited before anything starts', async () => {
    const home = tempDir();
    const { effects, audited } = testEffects(home, {
      preflight: async () => ({ overall_status: 'unhealthy', checks: [] }),
      overridePreflight: { reason: 'the check is wrong' },
    });
    const result = await runWorkstreams(runPlan(home, [workstream('ws-a')]), effects);
    expect(result.final_status).toBe('done');
    expect(audited[0]).toMatchObject({
      type: 'preflight',
      severity: 'warning',
      details: { ws_id: 'ws-a', ok: false, override: 'the check is wrong' },
    });
  });

  it.each([
    [{ acceptance_tests: ['no-such-tool --check src'] }, 'The command "no-such-tool" is not installed.'],
    [{ acceptance_tests: ['make && rm x'] }, 'cannot be run: it needs a shell'],
    [{ compensation_actions: ['no-such-undo -f'] }, 'The command "no-such-undo" is not installed.'],
    [
      { metadata: { static_tools: ['nothing'] } },
      'The check "nothing" is neither a tool profile nor a capability.',
    ],
    [{ metadata: { static_tools: ['open'] } }, 'The tool profile "open" needs a value for {model_name}.'],
    [{ metadata: { static_tools: ['absent'] } }, 'The command "nonexistent-binary" is not installed.'],
    [{ tool: 'absent' }, 'The command "nonexistent-binary" is not installed.'],
    [
      { test_gates: [{ type: 'GATE_SECURITY', required: true, blocking: true }] },
      'The check "gitleaks" is neither',
    ],
  ] as const)('refuses a workstream with %j', async (own, message) => {
    const home = tempDir();
    const { effects, calls } = testEffects(home);
    const { profiles } = parseToolProfiles(
      { open: { command: node, args: ['{model_name}'] }, absent: { command: 'nonexistent-binary' } },
      'p',
    );
    const error = await failure(
      runWorkstreams(runPlan(home, [workstream('ws-a', own)], { profiles }), effects),
    );
    expect(error.code).toBe('WORKSTREAM_PREFLIGHT_FAILED');
    expect(error.message).toContain(message);
    expect(calls).toEqual([]);
  });

  it('refuses when no tool could do what is asked for, save by a check that does not block', async () => {
    const home = tempDir();
    const capabilityProblem = ({ capability, tool }: Pick<InvokeRequest, 'capability' | 'tool'>) =>
      capability === 'refactoring'
        ? undefined
        : { message: `No ${tool} for ${capability}.`, fix: 'Install it.' };
    const { effects, calls } = testEffects(home, { capabilityProblem });
    const gate = { type: 'GATE_LINT', required: true } as const;
    const own = (blocking: boolean) => ({ capability: 'refactoring', test_gates: [{ ...gate, blocking }] });
    const runOwn = (fields: Partial<Workstream>) =>
      runWorkstreams(runPlan(home, [workstream('ws-a', fields)]), effects);
    expect((await failure(runOwn({}))).message).toContain('ws-a: No aider for code_generation.');
    expect((await failure(runOwn(own(true)))).message).toContain('No undefined for linting.');
    expect(calls).toEqual([]);
    expect((await runOwn(own(false))).final_status).toBe('done');
  });

  it('refuses to start where a merge would meet changes that are not committed', async () => {
    const home = tempDir();
    const { root, write } = createRepository(home, { 'src/ws-a.txt': 'x' });
    write('src/ws-a.txt', 'changed');
    write('elsewhere.txt', 'new');
    const { effects } = testEffects(home);
    const error = await failure(runWorkstreams(runPlan(root, [workstream('ws-a')]), effects));
    expect(error.message).toContain('There are changes that are not committed in src/ws-a.txt.');
    const other = await runWorkstreams(runPlan(root, [workstream('ws-b')]), effects);
    expect(other.final_status).toBe('done');
  });
});

describe('working in place', () => {
  it('holds edits to the scope of their wave and commits nothing', async () => {
    const home = tempDir();
    const { root, git, write } = createRepository(home);
    write('dirty.txt', 'before');
    const { effects } = testEffects(home, {
      invoke: async ({ cwd, wsId }) => {
        writeIn(cwd, `src/${wsId}.txt`, 'x');
        if (wsId === 'ws-b') writeIn(cwd, 'dirty.txt', 'after');
        return done;
      },
    });
    const list = [workstream('ws-a'), workstream('ws-b', { depends_on: ['ws-a'] })];
    const { results } = await runWorkstreams(runPlan(root, list, { inPlace: true }), effects);
    expect(results.map(({ final_status }) => final_status)).toEqual(['done', 'failed']);
    expect(results[1]?.steps[0]?.details).toMatchObject({
      files_changed: ['dirty.txt', 'src/ws-b.txt'],
      files_outside_scope: ['dirty.txt'],
    });
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('1');
    expect(git('status', '--porcelain', '-uall').trim().split('\n')).toHaveLength(3);
  });

  it('sees what a tool has committed by itself', async () => {
    const home = tempDir();
    const { root, git, write } = createRepository(home);
    const { effects } = testEffects(home, {
      invoke: async () => {
        write('other.txt', 'x');
        git('add', '-A');
        git('commit', '-qm', 'own');
        return done;
      },
    });
    const { results } = await runWorkstreams(runPlan(root, [workstream('ws-a')], { inPlace: true }), effects);
    expect(results[0]?.steps[0]?.details['files_outside_scope']).toEqual(['other.txt']);
  });
});

describe('a repository that cannot be worked in', () => {
  it('is refused without a commit, without a branch, and where a foreign directory is in the way', async () => {
    const home = tempDir();
    const { root, git, write } = createRepository(home);
    const { effects } = testEffects(home);
    const plan = runPlan(root, [workstream('ws-a')]);
    git('checkout', '-q', '--detach');
    expect((await failure(runWorkstreams(plan, effects))).message).toContain('has no branch checked out');
    git('checkout', '-q', '--orphan', 'empty');
    expect((await failure(runWorkstreams(plan, effects))).message).toContain('has no commit yet');
    git('checkout', '-qf', 'main');
    write('.worktrees/ws-a/mine.txt', 'x');
    const error = await failure(runWorkstreams(plan, effects));
    expect(error).toMatchObject({ code: 'WORKSTREAM_GIT_FAILED' });
    expect(existsSync(join(root, '.worktrees/ws-a/mine.txt'))).toBe(true);
  });
});

describe('an interrupted run', () => {
  async function interrupted(home: string, root: string): Promise<{ effects: RunEffects; asked: string[] }> {
    const stop = new AbortController();
    const asked: string[] = [];
    const { effects } = testEffects(home, {
      signal: stop.signal,
      invoke: async ({ cwd, wsId }) => {
        asked.push(wsId);
        writeIn(cwd, `src/${wsId}.txt`, `${wsId}\n`);
        if (wsId === 'ws-b' && asked.length === 2) stop.abort();
        return done;
      },
    });
    const list = [workstream('ws-a'), workstream('ws-b', { depends_on: ['ws-a'] })];
    const error = await failure(runWorkstreams(runPlan(root, list), effects));
    expect(error).toMatchObject({ code: 'WORKSTREAM_CANCELLED', exitCode: 130 });
    const { signal: _, ...rest } = effects;
    return { effects: rest, asked };
  }

  it('goes on where it was, and tells its result again once it is finished', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects, asked } = await interrupted(home, root);
    const plan = readRunPlan(effects.stateDir, { root });
    const result = await runWorkstreams(plan, effects);
    expect(result).toMatchObject({ run_id: plan.runId, final_status: 'done' });
    expect(asked).toEqual(['ws-a', 'ws-b', 'ws-b']);
    expect(git('show', 'HEAD:src/ws-b.txt')).toBe('ws-b\n');
    expect(await runWorkstreams(plan, effects)).toEqual(result);
    expect(asked).toHaveLength(3);
    expect(listRuns(effects.stateDir)).toMatchObject([{ finished: true, runId: plan.runId }]);
    expect(() => readRunPlan(effects.stateDir)).toThrow(
      expect.objectContaining({ code: 'WORKSTREAM_RUN_UNKNOWN' }),
    );
  });

  it('is not resumed on another branch', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects } = await interrupted(home, root);
    git('checkout', '-qb', 'other');
    const error = await failure(runWorkstreams(readRunPlan(effects.stateDir), effects));
    expect(error).toMatchObject({ code: 'WORKSTREAM_GIT_FAILED', hint: 'Check out main, then resume.' });
    expect(listRuns(effects.stateDir)).toHaveLength(1);
  });

  it('is resumed also when a tool had left the branch in its worktree', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects } = await interrupted(home, root);
    git('-C', '.worktrees/ws-b', 'checkout', '-q', '--detach');
    expect((await runWorkstreams(readRunPlan(effects.stateDir), effects)).final_status).toBe('done');
  });

  it('is resumed also when its worktree is gone', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects } = await interrupted(home, root);
    git('worktree', 'remove', '--force', '.worktrees/ws-b');
    expect((await runWorkstreams(readRunPlan(effects.stateDir), effects)).final_status).toBe('done');
  });
});

describe('runs', () => {
  it('do not work on the same repository at once', async () => {
    const home = tempDir();
    const { effects } = testEffects(home);
    const lock = await acquireLock(runLock(effects.stateDir, home));
    const error = await failure(runWorkstreams(runPlan(home, [workstream('ws-a')]), effects));
    lock.release();
    expect(error.code).toBe('WORKSTREAM_RUN_BUSY');
    expect(listRuns(effects.stateDir)).toEqual([]);
  });

  it('of the same second have names of their own, and the newest comes first', async () => {
    const home = tempDir();
    const { effects } = testEffects(home, { now: () => new Date('2031-02-03T04:05:06.789Z') });
    const plan = runPlan(home, [workstream('ws-a')]);
    await runWorkstreams(plan, effects);
    await runWorkstreams(plan, effects);
    expect(listRuns(effects.stateDir).map(({ runId }) => runId)).toEqual([
      'run-20310203T040506Z-2',
      'run-20310203T040506Z',
    ]);
  });

  it('are not resumed when they are unknown or their journal was altered', async () => {
    const home = tempDir();
    const { effects } = testEffects(home);
    const plan = runPlan(home, [workstream('ws-a')]);
    const unknown = await failure(runWorkstreams({ ...plan, runId: 'run-20200101T000000Z' }, effects));
    expect(unknown.code).toBe('WORKSTREAM_RUN_UNKNOWN');
    expect(() => readRunPlan(effects.stateDir, { runId: '../x' })).toThrow('There is no run "../x".');
    const { run_id } = await runWorkstreams(plan, effects);
    writeFileSync(runPaths(effects.stateDir, run_id).journal, '{"type":"odd"}\n');
    expect(listRuns(effects.stateDir)).toEqual([]);
    expect(() => readRunPlan(effects.stateDir, { runId: run_id })).toThrow(
      expect.objectContaining({ code: 'WORKSTREAM_STATE_DAMAGED' }),
    );
  });

  it('say so when their state cannot be written', async () => {
    const home = tempDir();
    mkdirSync(join(home, 'state'));
    writeFileSync(join(home, 'state/workstreams'), 'a file');
    const { effects } = testEffects(home);
    const error = await failure(runWorkstreams(runPlan(home, [workstream('ws-a')]), effects));
    expect(error.code).toBe('WORKSTREAM_STATE_FAILED');
  });

  it('take a refusal on the way to a tool for a failed step, and a bug for a bug', async () => {
    const home = tempDir();
    const refused = testEffects(home, {
      invoke: async () => {
        throw new AimError('SECRETS_LOCKED', 7, 'The vault is locked.');
      },
    });
    const plan = runPlan(home, [workstream('ws-a')]);
    const { results } = await runWorkstreams(plan, refused.effects);
    expect(results[0]?.steps[0]).toMatchObject({ success: false, error_message: 'The vault is locked.' });
    const broken = testEffects(home, {
      invoke: async () => {
        throw new TypeError('x is undefined');
      },
    });
    await expect(runWorkstreams(plan, broken.effects)).rejects.toThrow(TypeError);
  });

  it('hand the payload’s limits and the tool to the invocation, and globs as files', async () => {
    const home = tempDir();
    writeIn(home, 'src/b.ts', '');
    writeIn(home, 'src/a.ts', '');
    writeIn(home, 'node_modules/c.ts', '');
    const { effects, calls } = testEffects(home, {});
    const own = {
      files_scope: ['**/*.ts', 'new.ts'],
      capability: 'refactoring',
      capability_payload: { timeout_ms: 5000, max_retries: 2, extra: 1 },
    };
    const result = await runWorkstreams(runPlan(home, [workstream('ws-a', own)]), effects);
    expect(calls).toMatchObject([
      {
        capability: 'refactoring',
        tool: 'aider',
        timeoutMs: 5000,
        maxRetries: 2,
        payload: { files: ['new.ts', 'src/a.ts', 'src/b.ts'], prompt: 'Write ws-a', extra: 1 },
        cwd: home,
        runId: result.run_id,
        wsId: 'ws-a',
      },
    ]);
    expect(calls[0]?.payload).not.toHaveProperty('timeout_ms');
    expect(calls[0]?.env['AIM_WORKSTREAM_RUN']).toMatch(/^[0-9a-f]{32}$/);
  });
});
