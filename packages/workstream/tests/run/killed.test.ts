import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { listRuns } from '../../src/index.js';
import { readJournal } from '../../src/state/readJournal.js';
import { runPaths } from '../../src/state/runPaths.js';
import { loggedRuns } from '../support/killedRun.js';
import { createRepository, testEnv } from '../support/repository.js';
import { tempDir } from '../support/tempDir.js';
import { bundleWorker, ended, startWorker } from '../support/worker.js';

const runs = faultRuns(2);

const program = `
import { runKilled } from './tests/support/killedRun.js';
const [home, phase] = process.argv.slice(2);
process.stdout.write('ready\\n');
void runKilled(home ?? '', phase ?? '');
`;

const volatile = new Set([
  'started_at',
  'completed_at',
  'duration_sec',
  'commit',
  'run_id',
  'branch',
  'command_line',
]);

/** What a run has come to, without times, ids of commits and places. */
function finalState(home: string) {
  const stateDir = join(home, 'state');
  const [run] = listRuns(stateDir);
  if (!run) throw new Error('There is no run.');
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: join(home, 'repo'), env: testEnv(home), encoding: 'utf8' });
  const branches = git('for-each-ref', '--format=%(refname:short)', 'refs/heads').trim().split('\n');
  const result: unknown = JSON.parse(readFileSync(runPaths(stateDir, run.runId).result, 'utf8'));
  return {
    finished: run.finished,
    trees: branches.map((branch) => [
      branch.replace(run.runId, 'RUN'),
      git('rev-parse', `${branch}^{tree}`).trim(),
    ]),
    status: git('status', '--porcelain'),
    worktrees: git('worktree', 'list').trim().split('\n').length,
    left: readdirSync(join(home, 'repo/.worktrees')),
    result: JSON.parse(
      JSON.stringify(result, (key, value: unknown) => (volatile.has(key) ? undefined : value)),
    ),
  };
}

/** `workstream unit` of everything on record, as often as it is. */
function recordedUnits(home: string): string[] {
  const stateDir = join(home, 'state');
  const [run] = listRuns(stateDir);
  const { records } = run ? readJournal(runPaths(stateDir, run.runId).journal) : { records: [] };
  return records
    .flatMap((record) => {
      if (record.type !== 'unit' || record.key.startsWith('merge')) return [];
      const unit = record.key.split('/')[2] ?? '';
      return `${record.ws} ${unit.startsWith('compensation') ? 'undo' : unit}`;
    })
    .sort();
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all];
  for (const each of some) left.splice(left.indexOf(each), 1);
  return left;
}

describe.skipIf(process.platform === 'win32')('a run ended by kill -9', () => {
  it(
    'comes, resumed, to the state of an undisturbed run, and repeats nothing that was on record',
    async () => {
      const saw = countFaults('workstream', 'kill -9 at a random moment');
      const base = tempDir();
      const worker = await bundleWorker(base, program);
      let homes = 0;
      const home = (): string => {
        const path = join(base, `home-${(homes += 1)}`);
        mkdirSync(path);
        if (homes === 1) createRepository(path);
        else cpSync(join(base, 'template'), join(path, 'repo'), { recursive: true });
        return path;
      };
      const first = home();
      cpSync(join(first, 'repo'), join(base, 'template'), { recursive: true });
      const startedAt = performance.now();
      expect((await ended(startWorker(worker, first, 'one'))).end).toBe(0);
      const usual = performance.now() - startedAt;
      const expected = finalState(first);
      expect(expected).toMatchObject({ finished: true, status: '', worktrees: 1, left: ['.gitignore'] });
      expect(expected.result).toMatchObject({ final_status: 'failed' });
      let interrupted = 0;
      for (let index = 0; index < runs; index += 1) {
        const path = home();
        const child = startWorker(worker, path, 'one');
        const end = ended(child);
        if (child.stdout) await once(child.stdout, 'data');
        const timer = setTimeout(() => child.kill('SIGKILL'), ((index + Math.random()) / runs) * usual);
        const stopped = (await end).end === 'SIGKILL';
        if (stopped) interrupted += 1;
        clearTimeout(timer);
        const before = recordedUnits(path);
        expect((await ended(startWorker(worker, path, 'two'))).end).toBe(0);
        expect(finalState(path)).toEqual(expected);
        expect(loggedRuns(path, 'two').sort()).toEqual(without(recordedUnits(path), before));
        saw(stopped ? 'finished by a rerun, no step done twice' : 'after');
        rmSync(path, { recursive: true, force: true });
      }
      expect(interrupted).toBeGreaterThan(runs / 3);
    },
    60_000 + runs * 15_000,
  );
});
