import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { currentGeneration, pendingInstallation } from '../../src/index.js';
import { answers, stored } from '../support/environment.js';
import { tempDir } from '../support/tempDir.js';
import { actions, tools, upgradeEffects } from '../support/upgradeWorker.js';
import { bundleWorker, ended, startWorker } from '../support/worker.js';

const runs = faultRuns(3);

const program = `
import { runUpgrade } from './tests/support/upgradeWorker.js';
const [home, action, killAt] = process.argv.slice(2);
void runUpgrade(home ?? '', action as 'new', Number(killAt));
`;

const all = (version: number): Record<string, string> =>
  Object.fromEntries(tools.map((name) => [name, `${name} ${version}`]));

/** A home with everything at version 1, as a copy; and how many calls the upgrade to version 2 makes. */
async function prepare() {
  const base = tempDir();
  const template = join(base, 'template');
  mkdirSync(template);
  const worker = await bundleWorker(base, program);
  expect((await ended(startWorker(worker, template, 'old', '0'))).end).toBe(0);
  let copies = 0;
  const home = (): string => {
    const path = join(base, `home-${(copies += 1)}`);
    cpSync(template, path, { recursive: true, verbatimSymlinks: true });
    return path;
  };
  const { text } = await ended(startWorker(worker, home(), 'new', '0'));
  const counts = JSON.parse(text.split('\n')[1] ?? '') as {
    status: string;
    calls: number;
    switchedAt: number;
  };
  expect(counts.status).toBe('done');
  return { worker, home, ...counts };
}

function expectConsistent(home: string, version: 1 | 2): void {
  const root = join(home, 'tools');
  expect(pendingInstallation(root)).toBeUndefined();
  expect(answers(root)).toEqual(all(version));
  expect(readFileSync(join(home, 'machine/s'), 'utf8')).toBe(String(version));
  const packages = currentGeneration(root)?.packages ?? [];
  expect(packages.map(({ name, version: held }) => `${name} ${held}`).sort()).toEqual(
    [...tools, 's'].map((name) => `${name} ${version}`),
  );
}

describe.skipIf(process.platform === 'win32')('kill -9 during an upgrade', () => {
  it(
    'leaves every tool at its old or new version, and what is left completes or undoes',
    async () => {
      const saw = countFaults('install', 'kill -9 at every kind of moment');
      const { worker, home: copy, calls, switchedAt } = await prepare();
      const phases = new Set<string>();
      for (let run = 0; run < runs; run += 1) {
        const home = copy();
        const root = join(home, 'tools');
        const spread = 1 + (Math.floor((run * calls) / runs) % calls);
        // Between the switch and the end of the journal there are few calls; every sixth run aims at them.
        const killAt = run % 6 === 3 ? switchedAt + (run % 4) - 1 : spread;
        const timed = run % 5 === 4;
        const child = startWorker(worker, home, 'new', String(timed ? 0 : killAt));
        if (timed)
          child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), (run * 13) % 160));
        const { end } = await ended(child);
        if (!timed) expect(end, `killed at call ${killAt}`).toBe('SIGKILL');

        const now = answers(root);
        expect([all(1), all(2)], `after a kill at call ${killAt}`).toContainEqual(now);
        const pending = pendingInstallation(root);
        phases.add(pending?.phase ?? 'none');
        if (pending) expect(pending.state).toBe('interrupted');
        saw(`${now.a === 'a 2' ? 'after' : 'before'}${pending ? ', settled by --resume or --rollback' : ''}`);

        const way = run % 2 === 0 ? 'resume' : 'rollback';
        // Completing and undoing may be killed as well.
        if (run % 3 === 0) await ended(startWorker(worker, home, way, String(1 + (run % 20))));
        expect([all(1), all(2)]).toContainEqual(answers(root));
        const effects = upgradeEffects(home);
        const open = pendingInstallation(root) !== undefined;
        const result = await actions[way](effects);
        expect(result.status).toBe(open ? (way === 'resume' ? 'done' : 'rolled_back') : 'nothing_to_do');
        const finished = answers(root).a === 'a 2' ? 2 : 1;
        if (open) expect(finished).toBe(way === 'resume' ? 2 : 1);
        expectConsistent(home, finished);
        if (run % 4 !== 0) continue;
        expect((await actions.new(effects)).status).toBe(finished === 2 ? 'nothing_to_do' : 'done');
        expectConsistent(home, 2);
        const directories = stored(root);
        // One directory for each pipx package and one for npm's batch, in two generations.
        if (finished === 1) expect(directories).toHaveLength(6);
      }
      if (runs >= 25) expect([...phases]).toEqual(expect.arrayContaining(['installing', 'switched']));
    },
    60_000 + runs * 5000,
  );
});
