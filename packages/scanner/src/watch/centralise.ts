import { dirname, isAbsolute, join } from 'node:path';
import { systemErrorCode, systemFs, withLock } from '@aim/core';
import type { CacheEntry } from '../caches/CacheEntry.js';
import { isExpendablePath } from '../caches/aiStateRule.js';
import { isUnder } from '../caches/isUnder.js';
import { scannerError } from '../errors.js';
import { stateOf } from '../fix/fileState.js';
import type { FixContext } from '../fix/FixContext.js';
import type { FixFs } from '../fix/FixFs.js';
import type { LinkIntent } from '../fix/FixIntent.js';
import { openJournal } from '../fix/FixJournal.js';
import { fixPaths, quarantinePath, sideNames } from '../fix/fixPaths.js';
import { movePath, prepareMove } from '../fix/movePath.js';
import { quietly } from '../fix/quietly.js';
import { runName } from '../fix/runName.js';
import { centralTarget } from './centralTarget.js';

export interface CentraliseOptions {
  /** The watch roots; a cache belongs to the one that it lies in. */
  readonly roots: readonly string[];
  readonly centralCache: string;
  /** Folder of journals and quarantine. */
  readonly stateDir: string;
  /** Says what would be done and does nothing. */
  readonly dryRun?: boolean;
  readonly now?: () => number;
  readonly platform?: NodeJS.Platform;
  readonly fs?: FixFs;
}

/** What became of one cache. */
export type CentraliseOutcome =
  | { readonly path: string; readonly outcome: 'centralised' | 'planned'; readonly target: string }
  | { readonly path: string; readonly outcome: 'kept'; readonly reason: string };

export interface CentraliseResult {
  /** Names the run for `undoFix`; `null` when nothing was done. */
  readonly run: string | null;
  readonly items: readonly CentraliseOutcome[];
}

/**
 * Moves misplaced cache folders into the central folder and leaves a link (on Windows a junction) in the place of
 * each. What is in the way in the central folder goes into quarantine. Each step is in the journal first, and
 * `undoFix` takes it back. Links, single files and what may hold a login or a history stay where they are.
 *
 * @throws AimError SCAN_CENTRAL_MISSING, SCAN_JOURNAL_UNREADABLE, LOCK_BUSY, LOCK_FAILED.
 */
export async function centralise(
  caches: readonly CacheEntry[],
  options: CentraliseOptions,
): Promise<CentraliseResult> {
  const { centralCache, stateDir, fs = systemFs, now = Date.now, platform = process.platform } = options;
  requireCentral(centralCache);
  const plans = caches.map((cache) => planCache(cache, options, fs));
  const kept = plans.filter((plan) => plan.outcome === 'kept');
  const planned = plans.filter((plan): plan is Planned => plan.outcome === 'planned');
  if (options.dryRun === true || planned.length === 0) return { run: null, items: plans };
  const paths = fixPaths(stateDir);
  const run = runName(now());
  return await withLock(paths.lock, () => {
    const journal = openJournal(fs, paths.journals, run);
    try {
      const time = new Date(now()).toISOString();
      journal.append([{ t: 'run', version: 1, run, method: 'centralise', time }]);
      const context: FixContext = { fs, run, paths, journal, now, platform };
      // Each cache takes three steps at most: away with what is in the way, the move, the link.
      const items = planned.map((plan, index) => moveAndLink(plan, index * 3, context));
      return { run, items: [...items, ...kept] };
    } finally {
      journal.close();
    }
  });
}

type Planned = Extract<CentraliseOutcome, { outcome: 'centralised' | 'planned' }>;

function planCache(cache: CacheEntry, options: CentraliseOptions, fs: FixFs): CentraliseOutcome {
  const { path } = cache;
  const keep = (reason: string): CentraliseOutcome => ({ path, outcome: 'kept', reason });
  if (cache.placement === 'central') return keep('central');
  if (cache.kind !== 'folder') return keep('file');
  if (cache.holds === 'ai_state' || !isExpendablePath(path)) return keep('ai_state');
  try {
    const root = options.roots.find((folder) => isUnder(path, folder, options.platform));
    if (root === undefined || path === root) return keep('outside_roots');
    const realRoot = fs.realpathSync(root);
    const realPath = join(fs.realpathSync(dirname(path)), cache.name);
    if (!isUnder(realPath, realRoot, options.platform)) return keep('outside_roots');
    if (isUnder(options.centralCache, realPath, options.platform)) return keep('holds_central');
    return { path, outcome: 'planned', target: centralTarget(options.centralCache, realRoot, realPath) };
  } catch (error) {
    return keep(systemErrorCode(error));
  }
}

/** The link is made under another name first: where that is refused, nothing is moved. */
function moveAndLink({ path, target }: Planned, number: number, context: FixContext): CentraliseOutcome {
  const { fs, journal, run } = context;
  const n = number + 2;
  const { fresh } = sideNames(path, run, n);
  const link: LinkIntent = { t: 'do', n, op: 'link', path, target };
  try {
    const blocked = clearTarget(target, number, context);
    if (blocked !== undefined) return { path, outcome: 'kept', reason: blocked };
    journal.append([link]);
    fs.symlinkSync(target, fresh, context.platform === 'win32' ? 'junction' : 'dir');
    const obstacle = move(path, { to: target, number: number + 1 }, context);
    if (obstacle !== undefined) return { path, outcome: 'kept', reason: obstacle };
    fs.renameSync(fresh, path);
    journal.append([{ t: 'done', n }]);
    return { path, outcome: 'centralised', target };
  } catch (error) {
    return { path, outcome: 'kept', reason: systemErrorCode(error) };
  } finally {
    quietly(() => fs.unlinkSync(fresh));
  }
}

/** @returns why what is in the way stays there. */
function clearTarget(target: string, number: number, context: FixContext): string | undefined {
  if (stateOf(context.fs, target) === undefined) return undefined;
  const to = quarantinePath(context.paths.quarantine, context.run, target);
  return move(target, { to, number }, context);
}

/** @returns why nothing was moved. */
function move(
  path: string,
  step: { readonly to: string; readonly number: number },
  context: FixContext,
): string | undefined {
  const intent = prepareMove({ kind: 'cache', path, size: 0 }, step, context);
  if (typeof intent === 'string') return intent;
  context.journal.append([intent]);
  const outcome = movePath(intent, 0, context);
  if (outcome.outcome === 'done') {
    context.journal.append([{ t: 'done', n: step.number }]);
    return undefined;
  }
  if (outcome.outcome === 'failed') return outcome.code;
  context.journal.append([{ t: 'skipped', n: step.number }]);
  return outcome.reason;
}

/** @throws AimError SCAN_CENTRAL_MISSING unless it is an absolute path. */
export function requireCentral(centralCache: string): void {
  if (isAbsolute(centralCache)) return;
  throw scannerError('SCAN_CENTRAL_MISSING', 'There is no central folder to move caches to.', {
    hint: 'Set environment.centralCache to an absolute path, or leave --enforce out.',
  });
}
