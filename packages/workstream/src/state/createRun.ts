import { mkdirSync } from 'node:fs';
import { systemErrorCode } from '@aim/core';
import { workstreamError } from '../errors.js';
import { runPaths, runsDirectory } from './runPaths.js';

/**
 * Creates the directory of a new run and returns the run's id: `run-YYYYMMDDTHHMMSSZ`, with `-2`, `-3`, … for further
 * ones of the same second.
 *
 * @throws AimError WORKSTREAM_STATE_FAILED
 */
export function createRun(stateDir: string, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  try {
    mkdirSync(runsDirectory(stateDir), { recursive: true, mode: 0o700 });
    for (let number = 1; ; number += 1) {
      const id = `run-${stamp}${number === 1 ? '' : `-${number}`}`;
      if (tryCreate(runPaths(stateDir, id).directory)) return id;
    }
  } catch (cause) {
    const directory = runsDirectory(stateDir);
    const code = systemErrorCode(cause);
    throw workstreamError('WORKSTREAM_STATE_FAILED', `Cannot create a run in ${directory}: ${code}.`, {
      hint: 'Make the directory writable for you and check that the disk is not full.',
      cause,
      details: { path: directory, code },
    });
  }
}

function tryCreate(directory: string): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
