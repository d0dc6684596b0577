import type { Workstream } from '../format/Workstream.js';

/**
 * Answers whether of two workstreams, by their places in the list, one waits for the other, directly or through
 * others. Workstreams in a circle of dependencies have no order.
 */
export function dependencyOrder(
  workstreams: readonly Pick<Workstream, 'id' | 'depends_on'>[],
): (first: number, second: number) => boolean {
  const places = new Map(workstreams.map(({ id }, index) => [id, index]));
  const words = Math.ceil(workstreams.length / 32);
  const ancestors = new Map<number, Uint32Array>();
  for (const place of inOrder(workstreams, places)) {
    const set = new Uint32Array(words);
    for (const id of workstreams[place]?.depends_on ?? []) {
      const other = places.get(id);
      if (other === undefined) continue;
      add(set, other);
      ancestors.get(other)?.forEach((word, index) => (set[index] = (set[index] ?? 0) | word));
    }
    ancestors.set(place, set);
  }
  const waits = (place: number, other: number): boolean => has(ancestors.get(place), other);
  return (first, second) => waits(first, second) || waits(second, first);
}

function inOrder(
  workstreams: readonly Pick<Workstream, 'id' | 'depends_on'>[],
  places: ReadonlyMap<string, number>,
): number[] {
  const dependents = workstreams.map((): number[] => []);
  const open = workstreams.map(({ depends_on }, index) => {
    const inside = depends_on.flatMap((id) => places.get(id) ?? []);
    for (const other of inside) dependents[other]?.push(index);
    return inside.length;
  });
  const order = open.flatMap((count, index) => (count === 0 ? [index] : []));
  for (const place of order) {
    for (const dependent of dependents[place] ?? []) {
      const count = (open[dependent] ?? 0) - 1;
      open[dependent] = count;
      if (count === 0) order.push(dependent);
    }
  }
  return order;
}

function add(set: Uint32Array, index: number): void {
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
}

function has(set: Uint32Array | undefined, index: number): boolean {
  return set !== undefined && ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
}
