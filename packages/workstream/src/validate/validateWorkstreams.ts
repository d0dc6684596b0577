import { nearestName } from '@aim/core';
import type { Workstream } from '../format/Workstream.js';
import type { WorkstreamIssue, WorkstreamIssueCode } from '../format/WorkstreamIssue.js';
import { findScopeOverlaps } from '../scope/findScopeOverlaps.js';
import { dependencyOrder } from './dependencyOrder.js';
import { findCycles } from './findCycles.js';

/** Two workstreams that claim the same file. */
export interface WorkstreamConflict {
  readonly path: string;
  readonly workstreams: readonly [string, string];
  /** One of the two waits for the other, so that they never edit the file at the same time. */
  readonly ordered: boolean;
}

/** What `workstream validate --json` prints. */
export interface WorkstreamVerdict {
  readonly bundle_count: number;
  /** Claimed path → the ids of all that claim it. */
  readonly overlaps: Readonly<Record<string, readonly string[]>>;
  readonly ok: boolean;
  readonly errors: readonly WorkstreamIssue[];
  readonly warnings: readonly WorkstreamIssue[];
  readonly conflicts: readonly WorkstreamConflict[];
}

/** Judges workstreams together with what reading them brought up. */
export function validateWorkstreams(
  workstreams: readonly Workstream[],
  readIssues: readonly WorkstreamIssue[] = [],
): WorkstreamVerdict {
  const unique = [...new Map(workstreams.toReversed().map((each) => [each.id, each])).values()].toReversed();
  const ordered = dependencyOrder(unique);
  const conflicts = findScopeOverlaps(unique).map(({ first, second, path }): WorkstreamConflict => {
    const ids: [string, string] = [unique[first]?.id ?? '', unique[second]?.id ?? ''];
    return { path, workstreams: ids, ordered: ordered(first, second) };
  });
  const byId = new Map(unique.map((each) => [each.id, each]));
  const issues = [
    ...readIssues,
    ...duplicateIds(workstreams),
    ...missingDependencies(unique, readIssues),
    ...cycles(unique, byId),
    ...unorderedOverlaps(conflicts, byId),
  ];
  const errors = issues.filter(({ severity }) => severity === 'error');
  return {
    bundle_count: workstreams.length,
    overlaps: claimsByPath(conflicts),
    ok: errors.length === 0,
    errors,
    warnings: issues.filter(({ severity }) => severity === 'warning'),
    conflicts,
  };
}

interface Finding {
  readonly code: WorkstreamIssueCode;
  readonly message: string;
  readonly hint: string;
}

function errorAt(workstream: Workstream | undefined, finding: Finding): WorkstreamIssue {
  return {
    severity: 'error',
    ...finding,
    ...(workstream && { workstream: workstream.id }),
    ...workstream?.source,
  };
}

function duplicateIds(workstreams: readonly Workstream[]): WorkstreamIssue[] {
  const seen = new Map<string, Workstream>();
  return workstreams.flatMap((workstream) => {
    const first = seen.get(workstream.id);
    if (!first) {
      seen.set(workstream.id, workstream);
      return [];
    }
    const place = first.source ? ` (first in ${first.source.file}:${first.source.line})` : '';
    const message = `The id "${workstream.id}" is used twice${place}.`;
    return [errorAt(workstream, { code: 'duplicate_id', message, hint: 'Give each workstream its own id.' })];
  });
}

function missingDependencies(
  workstreams: readonly Workstream[],
  readIssues: readonly WorkstreamIssue[],
): WorkstreamIssue[] {
  const ids = workstreams.map(({ id }) => id);
  const known = new Set(ids);
  // A workstream that could not be read is there, and has an error of its own.
  const unreadable = new Set(
    readIssues.flatMap(({ severity, workstream }) => (severity === 'error' ? workstream : [])),
  );
  return workstreams.flatMap((workstream) =>
    workstream.depends_on
      .filter((id) => !known.has(id) && !unreadable.has(id))
      .map((id) => {
        const near = nearestName(id, ids);
        const hint = near === undefined ? 'Add it, or remove the dependency.' : `Did you mean "${near}"?`;
        const message = `"${workstream.id}" depends on "${id}", which does not exist.`;
        return errorAt(workstream, { code: 'missing_dependency', message, hint });
      }),
  );
}

function cycles(
  workstreams: readonly Workstream[],
  byId: ReadonlyMap<string, Workstream>,
): WorkstreamIssue[] {
  return findCycles(workstreams).map((path) =>
    errorAt(byId.get(path[0] ?? ''), {
      code: 'cycle',
      message: `Dependencies go in a circle: ${path.join(' → ')}.`,
      hint: 'Remove one of these dependencies.',
    }),
  );
}

function unorderedOverlaps(
  conflicts: readonly WorkstreamConflict[],
  byId: ReadonlyMap<string, Workstream>,
): WorkstreamIssue[] {
  return conflicts.flatMap(({ ordered, path, workstreams: [first, second] }) => {
    if (ordered) return [];
    const message = `"${first}" and "${second}" both claim ${path}, and neither waits for the other.`;
    const hint = `Add one to the other's depends_on, or narrow files_scope.`;
    return [errorAt(byId.get(second), { code: 'overlap', message, hint })];
  });
}

function claimsByPath(conflicts: readonly WorkstreamConflict[]): Record<string, string[]> {
  const claims = new Map<string, Set<string>>();
  for (const { path, workstreams } of conflicts) {
    const ids = claims.get(path) ?? new Set();
    claims.set(path, ids);
    for (const id of workstreams) ids.add(id);
  }
  return Object.fromEntries([...claims].map(([path, ids]) => [path, [...ids]]));
}
