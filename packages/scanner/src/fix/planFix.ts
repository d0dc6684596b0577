import { isExpendablePath } from '../caches/aiStateRule.js';
import { isUnder } from '../caches/isUnder.js';
import type {
  DuplicateFixItem,
  FixItem,
  FixMethod,
  FixPlan,
  KeepRule,
  PlanSkipReason,
  SkippedPath,
} from './FixPlan.js';
import { readScanDocument } from './readScanDocument.js';
import type { DocumentCache, DocumentEntry, DocumentGroup } from './ScanDocument.js';

export interface PlanFixOptions {
  readonly method: FixMethod;
  /** `first` when absent: the first of the group as the document lists it. */
  readonly keep?: KeepRule;
  readonly platform?: NodeJS.Platform;
}

/**
 * Decides what a fix does with what a scan found, without looking at the disk. Exactly one file of a group stays, and
 * it is never one that is moved away for another reason. Git's own files and what may hold a login, a history or
 * settings of an AI tool are left alone.
 *
 * @param document - the parsed JSON that `scan duplicates`, `scan caches` or `scan all` printed.
 * @throws AimError SCAN_PLAN_INVALID.
 */
export function planFix(document: unknown, options: PlanFixOptions): FixPlan {
  const { groups, caches } = readScanDocument(document);
  const { platform = process.platform } = options;
  const draft: Draft = { items: [], skipped: [], seen: new Set() };
  for (const cache of caches) planCache(cache, options.method, draft);
  const moved = draft.items.map(({ path }) => path);
  // Folders inside folders that are moved anyway.
  const outer = draft.items.filter(({ path }) => {
    const inner = moved.some((other) => other !== path && isUnder(path, other, platform));
    if (inner) draft.skipped.push({ path, reason: 'inside_moved' });
    return !inner;
  });
  draft.items.splice(0, draft.items.length, ...outer);
  const isMoved = (path: string): boolean => moved.some((folder) => isUnder(path, folder, platform));
  for (const group of groups) planGroup(group, options, { draft, isMoved });
  const bytes = draft.items.reduce((sum, { size }) => sum + size, 0);
  return { method: options.method, items: draft.items, skipped: draft.skipped, bytes };
}

interface Draft {
  readonly items: FixItem[];
  readonly skipped: SkippedPath[];
  /** All paths that were decided on. */
  readonly seen: Set<string>;
}

function planCache(cache: DocumentCache, method: FixMethod, draft: Draft): void {
  const { path } = cache;
  const reason = cacheObstacle(cache, method, draft);
  draft.seen.add(path);
  if (reason !== undefined) draft.skipped.push({ path, reason });
  else draft.items.push({ kind: 'cache', path, size: cache.bytes, ...expected(cache, 'expected') });
}

function cacheObstacle(cache: DocumentCache, method: FixMethod, draft: Draft): PlanSkipReason | undefined {
  if (draft.seen.has(cache.path)) return 'repeated';
  if (cache.path.includes('\uFFFD')) return 'not_utf8';
  if (isInsideGit(cache.path)) return 'inside_git';
  if (!cache.expendable || !isExpendablePath(cache.path)) return 'ai_state';
  if (cache.central) return 'central';
  return method === 'quarantine' ? undefined : 'needs_quarantine';
}

interface GroupContext {
  readonly draft: Draft;
  readonly isMoved: (path: string) => boolean;
}

function planGroup(group: DocumentGroup, options: PlanFixOptions, { draft, isMoved }: GroupContext): void {
  const usable: DocumentEntry[] = [];
  for (const entry of group.entries) {
    const reason = entryObstacle(entry, group, draft, isMoved);
    if (reason === undefined) usable.push(entry);
    else draft.skipped.push({ path: entry.path, reason });
    draft.seen.add(entry.path);
  }
  const keep = chooseKeep(usable, options.keep ?? 'first');
  if (keep === undefined) return;
  draft.skipped.push({ path: keep.path, reason: 'kept' });
  for (const entry of usable) {
    if (entry === keep) continue;
    if (isSameFile(entry, keep)) {
      draft.skipped.push({ path: entry.path, reason: 'same_file' });
      continue;
    }
    for (const path of [entry.path, ...entry.links.filter((link) => !draft.seen.has(link))]) {
      draft.seen.add(path);
      draft.items.push(duplicateItem(path, entry, { keep, size: group.size ?? 0 }));
    }
  }
}

function entryObstacle(
  { path }: DocumentEntry,
  { size }: DocumentGroup,
  { seen }: Draft,
  isMoved: (path: string) => boolean,
): PlanSkipReason | undefined {
  if (seen.has(path)) return 'repeated';
  if (path.includes('\uFFFD')) return 'not_utf8';
  if (size === 0) return 'empty';
  if (isInsideGit(path)) return 'inside_git';
  return isMoved(path) ? 'inside_moved' : undefined;
}

function chooseKeep(entries: readonly DocumentEntry[], rule: KeepRule): DocumentEntry | undefined {
  const [first] = entries;
  if (first === undefined || rule === 'first') return first;
  const time = ({ mtime_ns = '0' }: DocumentEntry): bigint => BigInt(mtime_ns);
  const better: Readonly<Record<KeepRule, (a: DocumentEntry, b: DocumentEntry) => boolean>> = {
    first: () => false,
    oldest: (a, b) => time(a) < time(b),
    newest: (a, b) => time(a) > time(b),
    'shortest-path': (a, b) => a.path.length < b.path.length,
  };
  return entries.reduce((best, entry) => (better[rule](entry, best) ? entry : best), first);
}

function duplicateItem(
  path: string,
  entry: DocumentEntry,
  { keep, size }: { readonly keep: DocumentEntry; readonly size: number },
): DuplicateFixItem {
  return {
    kind: 'duplicate',
    path,
    keep: keep.path,
    size,
    ...expected(entry, 'expected'),
    ...expected(keep, 'keepExpected'),
  };
}

function expected<Key extends string>(
  { dev, ino, mtime_ns }: { readonly dev?: string; readonly ino?: string; readonly mtime_ns?: string },
  key: Key,
): Partial<Record<Key, { dev: string; ino: string; mtime_ns?: string }>> {
  if (dev === undefined || ino === undefined) return {};
  const file = mtime_ns === undefined ? { dev, ino } : { dev, ino, mtime_ns };
  return { [key]: file } as Partial<Record<Key, typeof file>>;
}

function isSameFile(a: DocumentEntry, b: DocumentEntry): boolean {
  return a.ino !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function isInsideGit(path: string): boolean {
  return path.split(/[\\/]/).some((segment) => segment.toLowerCase() === '.git');
}
