import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listRuns, type RunResult } from '@aim/workstream';
import { beforeAll, describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../../tools/testing/faults.mjs';
import { ensureBuilt, startBuilt } from '../../support/builtAim.js';
import { exampleProfiles, exampleRepository, finishedFiles } from '../../support/exampleRepository.js';
import { useTempHome } from '../../support/tempHome.js';

const runs = faultRuns(2);
const home = useTempHome();

/** How often each step was recorded as finished, after the audit. */
function finishedSteps(): readonly string[] {
  const log = readFileSync(join(home.aimHome, 'state', 'audit', 'audit.jsonl'), 'utf8');
  return log.split('\n').flatMap((line) => {
    const details = line === '' ? {} : (JSON.parse(line) as { details: Record<string, string> }).details;
    return details.event === 'step_finished' ? `${details.ws_id} ${details.step} ${details.unit}` : [];
  });
}

const outline = ({ final_status, results }: Pick<RunResult, 'final_status' | 'results'>): unknown => ({
  final_status,
  results: results.map((each) => [
    each.ws_id,
    each.final_status,
    each.steps.map(({ step_name, success }) => [step_name, success]),
  ]),
});

describe.skipIf(process.platform === 'win32')('aim workstream run, killed at random moments', () => {
  beforeAll(ensureBuilt);

  it(
    'comes, resumed, to where an undisturbed run comes to',
    async () => {
      const saw = countFaults('aim workstream run', 'kill -9 at a random moment');
      const { git } = exampleRepository(home);
      const template = join(home.root, 'template');
      cpSync(home.project, template, { recursive: true, verbatimSymlinks: true });
      const command = ['workstream', 'run', '--json', ...exampleProfiles];
      const startedAt = performance.now();
      const undisturbed = await startBuilt(home, command).ended;
      const duration = performance.now() - startedAt;
      expect(undisturbed, undisturbed.stderr).toMatchObject({ exitCode: 0 });
      const expected = outline(JSON.parse(undisturbed.stdout) as RunResult);
      const steps = [...finishedSteps()].sort();

      for (let index = 0; index < runs; index += 1) {
        for (const folder of [home.project, home.aimHome]) rmSync(folder, { recursive: true, force: true });
        cpSync(template, home.project, { recursive: true, verbatimSymlinks: true });
        const run = startBuilt(home, command);
        const moment = ((index + Math.random()) / runs) * duration;
        await Promise.race([sleep(moment), run.ended]);
        run.child.kill('SIGKILL');
        await run.ended;

        const begun = listRuns(join(home.aimHome, 'state')).some(({ finished }) => !finished);
        const settled = await startBuilt(home, begun ? ['workstream', 'run', '--json', '--resume'] : command)
          .ended;
        const told = `killed after ${moment.toFixed(0)} ms\n${settled.stderr}`;
        expect(settled.exitCode, told).toBe(0);
        if (begun) expect(outline(JSON.parse(settled.stdout) as RunResult), told).toEqual(expected);
        for (const [path, text] of Object.entries(finishedFiles)) {
          expect(git('show', `main:${path}`), told).toBe(text);
        }
        expect(git('status', '--porcelain'), told).toBe('');
        expect(git('worktree', 'list').trim().split('\n'), told).toHaveLength(1);
        // What was under way may be done again; what is missing was never done.
        expect([...new Set(finishedSteps())].sort(), told).toEqual(steps);
        saw(begun ? 'finished by --resume' : 'before or after');
      }
    },
    120_000 + runs * 60_000,
  );
});
