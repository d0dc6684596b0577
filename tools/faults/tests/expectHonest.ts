import { expect } from 'vitest';
import type { BuiltOutcome } from '../../../apps/cli/tests/support/builtAim.js';
import type { Found, Machine } from './machine.js';
import type { Operation } from './operations.js';

interface Situation {
  readonly operation: Operation;
  readonly before: Found;
  readonly after: Found;
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
  const states = [before.state, after.state];
  const told = `${operation.name}, ${fault}: ${outcome.exitCode ?? outcome.signal} ${outcome.stdout}${outcome.stderr}`;
  let found = await operation.state(machine);
  const between = !states.includes(found) && operation.takeBack !== undefined;
  if (between) {
    await machine.ok(operation.takeBack ?? []);
    found = await operation.state(machine);
  }
  expect(states, told).toContain(found);
  expect([before.record, after.record], told).toContain(await operation.record?.(machine));
  if (outcome.exitCode === 0) expect(found, told).toBe(after.state);
  else if (outcome.signal === null) {
    expect(outcome.stdout + outcome.stderr, told).toMatch(/\S/);
    expect(outcome.stderr, told).not.toContain('[INTERNAL]');
    expect(outcome.stdout, told).not.toContain('value before');
  }
  await machine.ok(['audit', 'verify']);
  if (before.state === after.state) return 'as ever';
  if (between) return `between, taken back by aim ${operation.takeBack?.join(' ')}`;
  if (found === after.state && operation.settle === undefined) return 'after';
  const way = await finish(machine, situation, told);
  expect(await operation.state(machine), `${told}, then ${way}`).toBe(after.state);
  expect(await operation.record?.(machine), `${told}, then ${way}`).toBe(after.record);
  if (found === after.state) return way === 'a rerun' ? 'after' : `after, settled by ${way}`;
  return `before, done by ${way}`;
}

async function finish(
  machine: Machine,
  { operation, before, after }: Situation,
  told: string,
): Promise<string> {
  const { argv, stdin, settle, again } = operation;
  const rerun = await machine.start(argv, stdin === undefined ? {} : { stdin }).ended;
  if (rerun.exitCode === 0) return 'a rerun';
  const isDone = (await operation.state(machine)) === after.state;
  if (isDone && again !== undefined && rerun.stderr.includes(`[${again}]`)) return 'a rerun';
  expect(rerun.stderr, `${told}, then aim ${argv.join(' ')}`).toContain('[INSTALL_PENDING]');
  const way = Math.random() < 0.5 ? 'complete' : 'undo';
  const settling = settle?.[way] ?? [];
  expect(rerun.stderr).toContain(`aim ${settling.join(' ')}`);
  await machine.ok(settling);
  if (way === 'complete') return `aim ${settling.join(' ')}`;
  expect(await operation.state(machine), told).toBe(before.state);
  expect(await operation.record?.(machine), told).toBe(before.record);
  await machine.ok(argv, stdin);
  return `aim ${settling.join(' ')} and a rerun`;
}
