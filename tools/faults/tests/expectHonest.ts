import { expect } from 'vitest';
import type { BuiltOutcome } from '../../../apps/cli/tests/support/builtAim.js';
import type { Machine } from './machine.js';
import type { Operation } from './operations.js';

interface Situation {
  readonly operation: Operation;
  readonly before: string;
  readonly after: string;
  /** How the operation ended under the fault. */
  readonly outcome: BuiltOutcome;
  readonly fault: string;
}

/**
 * Nothing is lost: the state is the one before or after, or can be taken back; success means after, a failure is told
 * and was foreseen, the log is whole, and with the fault gone the operation succeeds. Returns the state found.
 */
export async function expectHonest(machine: Machine, situation: Situation): Promise<string> {
  const { operation, before, after, outcome, fault } = situation;
  const told = `${operation.name}, ${fault}: ${outcome.exitCode ?? outcome.signal} ${outcome.stdout}${outcome.stderr}`;
  let found = await operation.state(machine);
  const between = ![before, after].includes(found) && operation.takeBack !== undefined;
  if (between) {
    await machine.ok(operation.takeBack ?? []);
    found = await operation.state(machine);
  }
  expect([before, after], told).toContain(found);
  if (outcome.exitCode === 0) expect(found, told).toBe(after);
  else if (outcome.signal === null) {
    expect(outcome.stdout + outcome.stderr, told).toMatch(/\S/);
    expect(outcome.stderr, told).not.toContain('[INTERNAL]');
    expect(outcome.stdout, told).not.toContain('value before');
  }
  await machine.ok(['audit', 'verify']);
  if (before === after) return 'as ever';
  if (between) return `between, taken back by aim ${operation.takeBack?.join(' ')}`;
  if (found === after) return 'after';
  const way = await finish(machine, operation);
  expect(await operation.state(machine), told).toBe(after);
  return `before, done by ${way}`;
}

async function finish(machine: Machine, { argv, stdin, resume }: Operation): Promise<string> {
  const input = stdin === undefined ? {} : { stdin };
  const rerun = await machine.start(argv, input).ended;
  if (rerun.exitCode === 0) return 'a rerun';
  expect(rerun.stderr, `aim ${argv.join(' ')}`).toContain('[INSTALL_PENDING]');
  await machine.ok(resume ?? []);
  return `aim ${resume?.join(' ')}`;
}
