import type { Workstream } from '../format/Workstream.js';
import { findScopeOverlaps } from '../scope/findScopeOverlaps.js';

/** Answers whether two workstreams, by their places in the list, must not run at the same time. */
export function conflictsOf(workstreams: readonly Workstream[]): (first: number, second: number) => boolean {
  const sharing = workstreams.map(() => new Set<number>());
  for (const { first, second } of findScopeOverlaps(workstreams)) {
    sharing[first]?.add(second);
    sharing[second]?.add(first);
  }
  return (first, second) => {
    const [a, b] = [workstreams[first], workstreams[second]];
    if (!a || !b) return false;
    const sameGroup = a.conflict_group !== undefined && a.conflict_group === b.conflict_group;
    return sameGroup || !a.parallel_ok || !b.parallel_ok || (sharing[first]?.has(second) ?? false);
  };
}
