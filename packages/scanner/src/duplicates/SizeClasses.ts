/** Sets of files to compare: class `c` holds `ids[starts[c]]` up to `ids[starts[c + 1]]`, all of size `sizes[c]`. */
export interface SizeClasses {
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  readonly sizes: Float64Array;
}

/** One set of files of the same size. */
export interface SizeClass {
  readonly ids: Uint32Array;
  readonly size: number;
}

/** The class at an index; its ids are a view. */
export function classAt(classes: SizeClasses, index: number): SizeClass {
  return {
    ids: classes.ids.subarray(classes.starts[index], classes.starts[index + 1]),
    size: classes.sizes[index] as number,
  };
}

/** Packs sets into shared memory. */
export function packClasses(sets: readonly SizeClass[]): SizeClasses {
  const total = sets.reduce((sum, { ids }) => sum + ids.length, 0);
  const ids = new Uint32Array(new SharedArrayBuffer(4 * total));
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (sets.length + 1)));
  const sizes = new Float64Array(new SharedArrayBuffer(8 * sets.length));
  let at = 0;
  for (const [index, set] of sets.entries()) {
    starts[index] = at;
    sizes[index] = set.size;
    ids.set(set.ids, at);
    at += set.ids.length;
  }
  starts[sets.length] = at;
  return { ids, starts, sizes };
}
