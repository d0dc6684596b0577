import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pendingInstallation } from '@aim/installer';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { countFaults, faultRuns } from '../../../../tools/testing/faults.mjs';
import { ensureBuilt, startBuilt } from '../support/builtAim.js';
import { endOrphans } from '../support/endOrphans.js';
import { lockedVersions } from '../support/lockedVersions.js';
import { useLoopbackTools } from '../support/loopbackTools.js';
import { useTempHome } from '../support/tempHome.js';

const runs = faultRuns(1);
const home = useTempHome();
const machine = useLoopbackTools(home);

const toolsRoot = (): string => join(home.aimHome, 'data', 'tools');

/** Two environments between which the killed runs go back and forth. */
const environments = [
  { one: '1.0.0', two: '1.0.0', three: '3.1.0' },
  { one: '1.1.0', two: '1.1.0', three: '3.0.0' },
] as const;

/** What every command in PATH answers. */
function answers(): Readonly<Record<string, string>> {
  const bin = join(toolsRoot(), 'current', 'bin');
  return Object.fromEntries(
    readdirSync(bin).map((name) => [
      name,
      execFileSync(join(bin, name), ['--version'], { env: machine.env, encoding: 'utf8' }).trim(),
    ]),
  );
}

/** The locked versions, by command. */
function locked(): Readonly<Record<string, string>> {
  const versions = Object.entries(lockedVersions(home.aimHome));
  return Object.fromEntries(versions.map(([key, version]) => [key.replace('npm:', ''), version]));
}

describe.skipIf(process.platform === 'win32')('aim setup with the real npm, killed at random moments', () => {
  beforeAll(ensureBuilt);
  afterEach(() => endOrphans(home.aimHome));

  it(
    'leaves every tool at its old or its new version, as the journal says, and can be completed or undone',
    async () => {
      const saw = countFaults('aim setup, real npm', 'kill -9 at a random moment');
      machine.publish('one', '1.0.0', '1.1.0');
      machine.publish('two', '1.0.0', '1.1.0');
      machine.publish('three', '3.0.0', '3.1.0');
      const go = (state: 0 | 1) => {
        machine.configure({ versionPins: { npm: environments[state] } });
        return startBuilt(home, ['setup', '--tools-only'], { env: machine.env });
      };
      await go(0).ended;
      await startBuilt(home, ['version', 'lock'], { env: machine.env }).ended;
      expect(locked()).toEqual(environments[0]);
      const start = performance.now();
      expect((await go(1).ended).exitCode).toBe(0);
      const duration = performance.now() - start;
      expect(answers()).toEqual(environments[1]);

      let state: 0 | 1 = 1;
      for (let index = 0; index < runs; index += 1) {
        const target = state === 1 ? 0 : 1;
        const moment = ((index + Math.random()) / runs) * duration;
        const run = go(target);
        await Promise.race([sleep(moment), run.ended]);
        run.child.kill('SIGKILL');
        await run.ended;
        if (index % 2 === 0) endOrphans(home.aimHome);

        const pending = pendingInstallation(toolsRoot());
        const phase = pending?.phase ?? 'none';
        const now = answers();
        const expected = { installing: [state], switched: [target], none: [state, target] }[phase as 'none'];
        expect(
          expected.map((one) => environments[one]),
          `killed after ${moment.toFixed(0)} ms: ${phase}`,
        ).toContainEqual(now);
        expect(environments).toContainEqual(locked());

        const way = index % 4 < 2 ? '--resume' : '--rollback';
        const settled = await startBuilt(home, ['setup', way], { env: machine.env }).ended;
        expect(settled, settled.stdout + settled.stderr).toMatchObject({ exitCode: 0 });
        expect(existsSync(join(toolsRoot(), 'journal.json'))).toBe(false);
        const after = answers();
        saw(pending === undefined ? 'before or after' : `settled by ${way}`);
        if (pending === undefined) expect(after).toEqual(now);
        else expect(after).toEqual(environments[way === '--resume' ? target : state]);
        if (pending !== undefined && way === '--resume') expect(locked()).toEqual(after);
        state = after.one === environments[1].one ? 1 : 0;
      }
    },
    60_000 + runs * 20_000,
  );
});
