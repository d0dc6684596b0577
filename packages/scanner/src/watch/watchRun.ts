import { acquireLock } from '@aim/core';
import { requireCentral } from './centralise.js';
import type { WatchMode } from './WatchEvent.js';
import { watchLock } from './watchOnce.js';
import type { WatchRunOptions } from './WatchOptions.js';
import { WatchSession } from './WatchSession.js';

/** A watch that goes on until it is closed. */
export interface Watcher {
  /** The slowest way in which one of the roots is watched. */
  readonly mode: WatchMode;
  /** Ends the watch and gives the lock up. Resolves once nothing is under way any more. */
  close(): Promise<void>;
}

/**
 * Watches folders for new caches and files for changes of the configuration. What changes between the first look and
 * the moment in which the watch stands is told right after `ready`. Survives that folders vanish and come back. Only one
 * watcher at a time can use a state folder.
 *
 * @throws AimError LOCK_BUSY when another watcher runs; SCAN_WATCH_LIMIT with `onLimit: 'fail'`; SCAN_PATTERN_INVALID,
 * SCAN_CENTRAL_MISSING.
 */
export async function watchRun(options: WatchRunOptions): Promise<Watcher> {
  if (options.enforce === true) requireCentral(options.centralCache ?? '');
  const session = new WatchSession(options);
  const lock = await acquireLock(watchLock(options.stateDir), { waitMs: 0 });
  try {
    return await startSession(session, () => lock.release());
  } catch (error) {
    await session.stop();
    lock.release();
    throw error;
  }
}

async function startSession(session: WatchSession, release: () => void): Promise<Watcher> {
  const { onEvent, signal } = session.options;
  const caches = await session.begin();
  const mode = session.mode();
  onEvent({ type: 'ready', mode, roots: session.roots, caches });
  session.beat();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= session.stop().then(release));
  signal?.addEventListener('abort', () => void close(), { once: true });
  if (signal?.aborted === true) await close();
  return { mode, close };
}
