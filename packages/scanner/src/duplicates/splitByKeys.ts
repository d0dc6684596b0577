import type { SizeClass, SizeClasses } from './SizeClasses.js';

/** The sets of files whose size and ends are the same. */
export function splitByKeys(classes: SizeClasses, keys: Float64Array): SizeClass[] {
  return Array.from(classes.sizes, (size, index) => {
    const byKey = new Map<number, number[]>();
    for (let at = classes.starts[index] as number; at < (classes.starts[index + 1] as number); at += 1) {
      const key = keys[at] as number;
      if (Number.isNaN(key)) continue;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [classes.ids[at] as number]);
      else same.push(classes.ids[at] as number);
    }
    return [...byKey.values()]
      .filter((ids) => ids.length > 1)
      .map((ids) => ({ ids: Uint32Array.from(ids), size }));
  }).flat();
}
