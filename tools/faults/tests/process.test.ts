import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { endOrphans } from '../../../apps/cli/tests/support/endOrphans.js';
import { countFaults, faultRuns } from '../../testing/faults.mjs';
import { expectHonest } from './expectHonest.js';
import { useMachine } from './machine.js';
import { operations } from './operations.js';

const machine = useMachine();
const year = 365 * 86_400_000;

/** A module that moves this process's clock. */
function shiftedClock(ms: number): string {
  const source = `
    const { now } = Date;
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...args) { super(...(args.length === 0 ? [now() + ${ms}] : args)); }
      static now() { return now() + ${ms}; }
    };`;
  return machine.home.write(`clock-${ms}.cjs`, source);
}

describe.each(operations)('$name', (operation) => {
  const { argv, stdin, other = argv } = operation;
  const input = stdin === undefined ? {} : { stdin };

  it('is done or not after kill -9, and a rerun does it', async () => {
    const saw = countFaults(operation.name, 'kill -9 at a random moment');
    const states = await machine.states(operation);
    await machine.prepare(operation);
    const start = performance.now();
    await machine.start(argv, input).ended;
    const usual = performance.now() - start;
    const runs = faultRuns(20) * (operation.timesKilled ?? 1);
    for (let run = 0; run < runs; run += 1) {
      await machine.prepare(operation);
      const { child, ended } = machine.start(argv, input);
      // Over the whole time, and once more over the end: most of it goes by before the first write.
      const part = (run + Math.random()) / runs;
      const moment = usual * (operation.online || run % 2 === 0 ? part : 0.6 + 0.4 * Math.random());
      await Promise.race([sleep(moment), ended]);
      child.kill('SIGKILL');
      await ended;
      if (run % 2 === 0) endOrphans(machine.home.aimHome);
      const fault = `killed after ${moment.toFixed(0)} ms`;
      saw(await expectHonest(machine, { operation, ...states, outcome: await ended, fault }));
    }
  });

  it('is done by each of two processes at once', async () => {
    const saw = countFaults(operation.name, 'two processes at once');
    const { both } = await machine.states(operation);
    const runs = operation.online ? 2 : faultRuns(20);
    for (let run = 0; run < runs; run += 1) {
      await machine.prepare(operation);
      const outcomes = await Promise.all([
        machine.start(argv, input).ended,
        machine.start(other, input).ended,
      ]);
      const told = outcomes.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`).join('\n');
      const refused = [argv, other].filter((_, index) => outcomes[index]?.exitCode !== 0);
      expect(refused.length, told).toBeLessThan(2);
      if (refused.length > 0) expect(told).not.toContain('[INTERNAL]');
      for (const again of refused) await machine.ok(again, stdin);
      expect(await operation.state(machine), told).toBe(both);
      await machine.ok(['audit', 'verify']);
      saw(refused.length === 0 ? 'both done' : 'one done, the other told to wait');
    }
  });

  it('does not depend on the clock going forward', async () => {
    const saw = countFaults(operation.name, 'the clock goes back');
    const states = await machine.states(operation);
    for (const back of [year / 365 / 24, 3 * year, 30 * year]) {
      await machine.prepare(operation);
      const env = { NODE_OPTIONS: `--require=${shiftedClock(-back)}` };
      const outcome = await machine.start(argv, { ...input, env }).ended;
      if (!operation.online) expect(outcome, outcome.stderr).toMatchObject({ exitCode: 0 });
      const fault = `the clock ${back} ms back`;
      saw(await expectHonest(machine, { operation, ...states, outcome, fault }));
    }
  });
});
