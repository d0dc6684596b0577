import type { Workstream } from '../format/Workstream.js';

const most = 20;

type Dependent = Pick<Workstream, 'id' | 'depends_on'>;

/**
 * Circles of dependencies as paths that end where they start: `[a, b, a]` when a depends on b and b on a. No two of
 * them share a workstream, and there are 20 at most.
 */
export function findCycles(workstreams: readonly Dependent[]): string[][] {
  const cycles: string[][] = [];
  let left = new Map(workstreams.map((workstream) => [workstream.id, workstream]));
  while (cycles.length < most) {
    left = withoutFree(left);
    const start = left.keys().next().value;
    if (start === undefined) break;
    const cycle = walk(start, left);
    cycles.push([...cycle, cycle[0] ?? start]);
    for (const id of cycle) left.delete(id);
  }
  return cycles;
}

/** Takes away, again and again, what depends on nothing that is left. */
function withoutFree(workstreams: ReadonlyMap<string, Dependent>): Map<string, Dependent> {
  const left = new Map(workstreams);
  const dependents = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const { id, depends_on } of left.values()) {
    const inside = depends_on.filter((other) => left.has(other));
    open.set(id, inside.length);
    for (const other of inside) {
      const known = dependents.get(other);
      if (known) known.push(id);
      else dependents.set(other, [id]);
    }
  }
  const free = [...open].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id);
    for (const dependent of dependents.get(id) ?? []) {
      const count = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, count);
      if (count === 0) free.push(dependent);
    }
  }
  return left;
}

/** Follows dependencies, of which each workstream here has one, until a workstream comes again. */
function walk(start: string, workstreams: ReadonlyMap<string, Dependent>): string[] {
  const path: string[] = [];
  const places = new Map<string, number>();
  let id = start;
  while (!places.has(id)) {
    places.set(id, path.length);
    path.push(id);
    id = workstreams.get(id)?.depends_on.find((other) => workstreams.has(other)) ?? id;
  }
  return path.slice(places.get(id));
}
