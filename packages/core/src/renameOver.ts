import { renameSync } from 'node:fs';
import { systemErrorCode } from './systemErrorCode.js';

/** How long a rename that Windows refuses is tried again, in ms. */
const patienceMs = 10_000;
const transientCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

export interface RenameEffects {
  readonly platform?: NodeJS.Platform;
  readonly rename?: (from: string, to: string) => void;
  /** Blocks for this many ms. */
  readonly sleep?: (ms: number) => void;
}

/**
 * Renames over an existing file. On Windows a virus scanner or an indexer that has the file open makes the
 * rename fail for a moment, so there it is tried again for up to 10 s; elsewhere these errors are final.
 *
 * @throws the error of the last attempt.
 */
export function renameOver(from: string, to: string, effects: RenameEffects = {}): void {
  const { platform = process.platform, rename = renameSync, sleep = blockFor } = effects;
  let waited = 0;
  for (let delay = 5; ; delay = Math.min(delay * 2, 250)) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      const transient = platform === 'win32' && transientCodes.has(systemErrorCode(error));
      if (!transient || waited >= patienceMs) throw error;
    }
    sleep(delay);
    waited += delay;
  }
}

function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
