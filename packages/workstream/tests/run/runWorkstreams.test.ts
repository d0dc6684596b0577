import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseToolProfiles, runWorkstreams } from '../../src/index.js';
import { done, runPlan, testEffects, writeIn } from '../support/effects.js';
import { createRepository } from '../support/repository.js';
import { tempDir } from '../support/tempDir.js';
import { workstream } from '../support/workstreams.js';

const node = process.execPath;
const passing = `${node} -e 0`;
const commitInside = 'git add . && git -c user.name=t -c user.email=t@example.com commit -qm t';

describe('a run in a git repository', () => {
  it('brings the work of dependent workstreams onto the branch, each seeing what came before it', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const chain = [
      workstream('ws-a'),
      workstream('ws-b', { depends_on: ['ws-a'], acceptance_tests: ['cat src/ws-a.txt', 'All is well'] }),
      workstream('ws-c', { depends_on: ['ws-b'], acceptance_tests: [passing] }),
    ];
    const { effects, audited, events } = testEffects(home);
    const result = await runWorkstreams(runPlan(root, chain), effects);
    expect(result.final_status).toBe('done');
    expect(result.run_id).toMatch(/^run-\d{8}T\d{6}Z$/);
    expect(
      result.results.map(({ ws_id, steps }) => [ws_id, ...steps.map(({ step_name }) => step_name)]),
    ).toEqual([
      ['ws-a', 'edit', 'static', 'runtime', 'merge'],
      ['ws-b', 'edit', 'static', 'runtime', 'merge'],
      ['ws-c', 'edit', 'static', 'runtime', 'merge'],
    ]);
    expect(git('ls-files').trim().split('\n')).toEqual([
      'README.md',
      'src/ws-a.txt',
      'src/ws-b.txt',
      'src/ws-c.txt',
    ]);
    expect(git('status', '--porcelain')).toBe('');
    expect(git('branch', '--format=%(refname:short)').trim()).toBe('main');
    expect(existsSync(join(root, '.worktrees/ws-a'))).toBe(false);
    const runtime = result.results[1]?.steps[2]?.details;
    expect(runtime?.['not_run']).toEqual(['All is well']);
    expect(runtime?.['checks']).toMatchObject([{ name: 'acceptance 1', exit_code: 0, stdout: 'ws-a\n' }]);
    const saved: unknown = JSON.parse(
      readFileSync(join(home, 'state/workstreams', result.run_id, 'result.json'), 'utf8'),
    );
    expect(saved).toEqual(result);
    const statuses = events.flatMap((event) => (event.type === 'status' ? event.status : []));
    const flow = ['started', 'editing', 'ready_for_static', 'static_check', 'runtime_tests', 'done'];
    expect(statuses).toEqual([...flow, ...flow, ...flow]);
    expect(audited.every(({ details }) => details?.['run_id'] === result.run_id)).toBe(true);
    expect(
      audited.filter(({ type }) => type === 'preflight').map(({ details }) => details?.['ws_id']),
    ).toEqual(['ws-a', 'ws-b', 'ws-c']);
  });

  it('works in parallel where nothing forbids it', async () => {
    const home = tempDir();
    const { root } = createRepository(home);
    let running = 0;
    let meet!: () => void;
    const bothRun = new Promise<void>((resolve) => (meet = resolve));
    const { effects } = testEffects(home, {
      invoke: async ({ cwd, wsId }) => {
        running += 1;
        if (running === 2) meet();
        await bothRun;
        writeIn(cwd, `src/${wsId}.txt`, 'x');
        return done;
      },
    });
    const result = await runWorkstreams(runPlan(root, [workstream('ws-a'), workstream('ws-b')]), effects);
    expect(result.final_status).toBe('done');
  });

  it.each([
    ['without a commit', 'true'],
    ['with a commit', commitInside],
    ['that it added itself', `${commitInside} && cd ../.. && git add --all 2>/dev/null`],
    ['in another one', `${commitInside} && mkdir deep && cd deep && git init -q && echo x > own.txt`],
  ])('keeps the files of a repository that a tool makes in the tree, %s', async (_, then) => {
    const home = tempDir();
    const { root, env, git } = createRepository(home);
    const script = `mkdir -p src/app && cd src/app && git init -q && echo x > own.txt && ${then}`;
    const { effects } = testEffects(home, {
      invoke: async ({ capability, cwd }) => {
        if (capability === 'code_generation') execFileSync('sh', ['-c', script], { cwd, env });
        return done;
      },
    });
    const list = [workstream('ws-a', { files_scope: ['src/app'] })];
    const { final_status } = await runWorkstreams(runPlan(root, list), effects);
    expect(final_status).toBe('done');
    expect(git('ls-files', 'src/app').trim().split('\n')).toContain('src/app/own.txt');
    expect(git('ls-files', '--stage')).not.toContain('160000');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('leaves a submodule that a tool adds what it is', async () => {
    const home = tempDir();
    const { root, env, git } = createRepository(home);
    const { effects } = testEffects(home, {
      invoke: async ({ cwd }) => {
        const add = ['-c', 'protocol.file.allow=always', 'submodule', 'add', '--quiet', root, 'src/sub'];
        execFileSync('git', add, { cwd, env });
        return done;
      },
    });
    const list = [workstream('ws-a', { files_scope: ['src/sub', '.gitmodules'] })];
    const { final_status } = await runWorkstreams(runPlan(root, list), effects);
    expect(final_status).toBe('done');
    expect(git('ls-files', '--stage', 'src/sub')).toMatch(/^160000 /);
  });

  it('removes a repository that a check leaves behind, and goes on', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const check = 'git init --quiet src/ws-a.d/made';
    const list = [
      workstream('ws-a', { files_scope: ['src/ws-a.txt', 'src/ws-a.d'], acceptance_tests: [check, passing] }),
    ];
    const { effects } = testEffects(home, {
      invoke: async ({ cwd }) => {
        writeIn(cwd, 'src/ws-a.txt', 'mine');
        return done;
      },
    });
    const { final_status } = await runWorkstreams(runPlan(root, list), effects);
    expect(final_status).toBe('done');
    expect(git('ls-files').trim().split('\n')).toEqual(['README.md', 'src/ws-a.txt']);
  });

  it('fails an edit that changes files of others, leaves its branch, and does not start what depends on it', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects } = testEffects(home, {
      invoke: async ({ cwd, wsId }) => {
        writeIn(cwd, `src/${wsId}.txt`, 'mine');
        if (wsId === 'ws-a') writeIn(cwd, 'README.md', 'not mine');
        return done;
      },
    });
    const list = [workstream('ws-a'), workstream('ws-b', { depends_on: ['ws-a'] }), workstream('ws-c')];
    const { final_status, results, run_id } = await runWorkstreams(runPlan(root, list), effects);
    expect(final_status).toBe('failed');
    const byId = Object.fromEntries(results.map((each) => [each.ws_id, each]));
    expect(byId['ws-a']).toMatchObject({ final_status: 'failed', branch: `aim/${run_id}/ws-a` });
    expect(byId['ws-a']?.steps[0]).toMatchObject({
      step_name: 'edit',
      success: false,
      details: { files_outside_scope: ['README.md'] },
    });
    expect(byId['ws-a']?.steps[0]?.error_message).toContain('README.md');
    expect(byId['ws-b']?.steps).toEqual([
      expect.objectContaining({ step_name: 'dependencies', success: false }),
    ]);
    expect(byId['ws-c']?.final_status).toBe('done');
    expect(git('show', `aim/${run_id}/ws-a:README.md`)).toBe('not mine');
    expect(git('show', 'HEAD:README.md')).toBe('hello\n');
  });

  it('holds a tool that commits by itself to the scope, and keeps its work', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const { effects } = testEffects(home);
    const commits = workstream('ws-a', { tool: 'committer' });
    const script = `echo x > src-a && git add -A && git -c user.name=t -c user.email=t@e commit -qm own`;
    const { profiles } = parseToolProfiles({ committer: { command: 'sh', args: ['-c', script] } }, 'p');
    const failed = await runWorkstreams(runPlan(root, [commits], { profiles }), effects);
    expect(failed.results[0]?.steps[0]?.details['files_outside_scope']).toEqual(['src-a']);
    const allowed = { ...commits, files_create: ['src-a'] };
    const result = await runWorkstreams(runPlan(root, [allowed], { profiles }), effects);
    expect(result.final_status).toBe('done');
    expect(git('show', 'HEAD:src-a')).toBe('x\n');
  });

  it('refuses an edit that leaves the branch', async () => {
    const home = tempDir();
    const { root } = createRepository(home);
    const { effects } = testEffects(home);
    const { profiles } = parseToolProfiles(
      { mover: { command: 'git', args: ['checkout', '-qb', 'other'] } },
      'p',
    );
    const result = await runWorkstreams(
      runPlan(root, [workstream('ws-a', { tool: 'mover' })], { profiles }),
      effects,
    );
    expect(result.results[0]?.steps[0]?.error_message).toContain('another branch');
  });

  it('fails on a conflict with what was committed meanwhile, and leaves branch and repository as they are', async () => {
    const home = tempDir();
    const { root, git, write } = createRepository(home, { 'src/ws-a.txt': 'old\n' });
    const { effects } = testEffects(home, {
      invoke: async ({ cwd }) => {
        writeIn(cwd, 'src/ws-a.txt', 'theirs\n');
        write('src/ws-a.txt', 'ours\n');
        git('commit', '-qam', 'meanwhile');
        return done;
      },
    });
    const { results, run_id } = await runWorkstreams(runPlan(root, [workstream('ws-a')]), effects);
    expect(results[0]?.steps.at(-1)).toMatchObject({ step_name: 'merge', success: false });
    expect(results[0]?.steps.at(-1)?.error_message).toContain('src/ws-a.txt');
    expect(results[0]?.branch).toBe(`aim/${run_id}/ws-a`);
    expect(git('show', `aim/${run_id}/ws-a:src/ws-a.txt`)).toBe('theirs\n');
    expect(git('show', 'main:src/ws-a.txt')).toBe('ours\n');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('keeps what a formatter changes within the scope and drops its other traces', async () => {
    const home = tempDir();
    const { root, git } = createRepository(home);
    const script = `require('fs').appendFileSync('src/ws-a.txt','formatted');require('fs').writeFileSync('cache','x')`;
    const { profiles } = parseToolProfiles(
      { fmt: { type: 'static-check', command: node, args: ['-e', script] } },
      'p',
    );
    const { effects } = testEffects(home);
    const plan = runPlan(root, [workstream('ws-a')], { profiles, checks: { static: ['fmt'] } });
    expect((await runWorkstreams(plan, effects)).final_status).toBe('done');
    expect(git('show', 'HEAD:src/ws-a.txt')).toBe('ws-a\nformatted');
    expect(git('ls-files')).not.toContain('cache');
  });
});
