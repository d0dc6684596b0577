import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { acquireLock, AimError, type Lock } from '@aim/core';
import { workstreamError } from '../errors.js';
import { createRun } from '../state/createRun.js';
import { Journal } from '../state/Journal.js';
import { readJournal, type ReadJournal } from '../state/readJournal.js';
import { runLock, runPaths, type RunPaths } from '../state/runPaths.js';
import type { RunHeader } from '../state/RunRecord.js';
import type { RunEffects } from './RunEffects.js';
import type { RunPlan } from './RunPlan.js';

/** A run's place on disk, before anything of it has started. */
export interface RunPlace {
  readonly runId: string;
  /** 128 random bits that mark the processes of the run. */
  readonly token: string;
  readonly paths: RunPaths;
  /** A new run has no header yet. */
  readonly read: ReadJournal;
  readonly plan: RunPlan;
}

/** The place of a new run, or of the one to be continued. */
export function placeRun(plan: RunPlan, { stateDir, now = () => new Date() }: RunEffects): RunPlace {
  const runId = plan.runId ?? createRun(stateDir, now());
  const paths = runPaths(stateDir, runId);
  const read = readJournal(paths.journal);
  if (plan.runId === undefined) return { runId, token: randomBytes(16).toString('hex'), paths, read, plan };
  if (!read.header) {
    throw workstreamError('WORKSTREAM_RUN_UNKNOWN', `There is no run "${runId}" to resume.`, {
      hint: 'Start a new one with `aim workstream run`.',
      details: { run_id: runId },
    });
  }
  return { runId, token: read.header.token, paths, read, plan: read.header.plan };
}

/** Removes the place of a new run that was refused before it began. */
export function abandonRun({ paths, read }: RunPlace): void {
  if (read.header || existsSync(paths.journal)) return;
  rmSync(paths.directory, { recursive: true, force: true });
}

/** Opens the journal; that of a new run gets its header, which is on disk when this resolves. */
export async function openJournal(
  { runId, token, paths, read, plan }: RunPlace,
  { now, base }: { readonly now: Date; readonly base: string | undefined },
): Promise<Journal> {
  const journal = new Journal(paths.journal, read.length);
  if (read.header) return journal;
  const header: RunHeader = {
    type: 'header',
    format: 1,
    run_id: runId,
    token,
    created_at: now.toISOString(),
    plan,
    ...(base !== undefined && { base }),
  };
  await journal.record(header);
  return journal;
}

/** @throws AimError WORKSTREAM_RUN_BUSY while another process works on the same repository. */
export async function lockRepository(stateDir: string, root: string): Promise<Lock> {
  try {
    return await acquireLock(runLock(stateDir, root), { waitMs: 0 });
  } catch (cause) {
    if (!(cause instanceof AimError) || cause.code !== 'LOCK_BUSY') throw cause;
    throw workstreamError('WORKSTREAM_RUN_BUSY', `Another run is working on ${root}.`, {
      hint: 'Wait for it to end, or end it.',
      cause,
      details: { root, ...cause.details },
    });
  }
}
