import { monotonicMs } from '@aim/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendSignal } from './sendSignal.js';

export interface EndTreeOptions {
  /** Finds what is still alive, as targets for a signal. */
  readonly find: () => readonly number[];
  /** ms between asking (SIGTERM) and ending by force (SIGKILL). */
  readonly graceMs: number;
  readonly send?: (target: number, signal: NodeJS.Signals) => unknown;
}

const longestPauseMs = 50;
const mostKillRounds = 60;

/**
 * Ends every process that `find` finds and resolves once it finds none. Gives up after some 3 s of force: a process
 * of another user, or one stuck in the kernel, cannot be ended.
 */
export async function endTree({ find, graceMs, send = sendSignal }: EndTreeOptions): Promise<void> {
  let alive = find();
  if (alive.length === 0) return;
  for (const target of alive) send(target, 'SIGTERM');
  const deadline = monotonicMs() + graceMs;
  for (let pause = 5; monotonicMs() < deadline; pause = Math.min(2 * pause, longestPauseMs)) {
    await sleep(Math.max(1, Math.min(pause, deadline - monotonicMs())));
    alive = find();
    if (alive.length === 0) return;
  }
  for (let round = 0; round < mostKillRounds && alive.length > 0; round += 1) {
    for (const target of alive) send(target, 'SIGKILL');
    await sleep(round < 5 ? 5 : longestPauseMs);
    alive = find();
  }
}

/** The same at once and by force, for when the event loop no longer turns. */
export function endTreeNow({ find, send = sendSignal }: Pick<EndTreeOptions, 'find' | 'send'>): void {
  for (let round = 0; round < 3; round += 1) {
    const alive = find();
    if (alive.length === 0) return;
    for (const target of alive) send(target, 'SIGKILL');
  }
}
