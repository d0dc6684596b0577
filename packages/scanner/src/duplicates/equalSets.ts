/**
 * Splits items into sets of equal ones. `same` decides and must be an equivalence; sets of one are left out.
 */
export function equalSets<T>(items: readonly T[], same: (a: T, b: T) => boolean): T[][] {
  const sets: [T, ...T[]][] = [];
  for (const item of items) {
    const set = sets.find(([first]) => same(first, item));
    if (set === undefined) sets.push([item]);
    else set.push(item);
  }
  return sets.filter((set) => set.length > 1);
}
