import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSignals, type SignalWatch } from '../src/watchSignals.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let before: Map<string, readonly unknown[]>;
const exit = vi.fn<(code: unknown) => never>();

beforeEach(() => {
  vi.useFakeTimers();
  before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  exit.mockReset();
  vi.spyOn(process, 'exit').mockImplementation(exit);
});
afterEach(() => {
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener);
    }
  }
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function watching(): SignalWatch {
  const watch = watchSignals();
  expect(watch.abort.aborted).toBe(false);
  return watch;
}

/** Calls only the listeners that the watch added; the test runner has its own. */
function receive(signal: (typeof signals)[number]): void {
  const added = process
    .listeners(signal)
    .filter((listener) => before.get(signal)?.includes(listener) !== true);
  expect(added).toHaveLength(1);
  for (const listener of added) listener(signal);
}

describe('watchSignals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('turns %s into an abort and exit code %i', (signal, exitCode) => {
    const watch = watching();
    expect(watch.exitCode()).toBeUndefined();
    receive(signal);
    expect(watch.abort.aborted).toBe(true);
    expect(watch.exitCode()).toBe(exitCode);
    expect(exit).not.toHaveBeenCalled();
  });

  it('ends at once when it is asked twice', () => {
    watching();
    receive('SIGTERM');
    receive('SIGINT');
    expect(exit).toHaveBeenCalledWith(130);
  });

  it('ends when the command does not within its time of grace', () => {
    watching();
    receive('SIGTERM');
    vi.advanceTimersByTime(10_000);
    expect(exit).toHaveBeenCalledWith(143);
  });
});
