type Column = Float64Array | Uint32Array | Uint8Array;

/** The same column in shared memory of twice the length. */
export function grownColumn<T extends Column>(column: T): T & { readonly buffer: SharedArrayBuffer };
export function grownColumn(column: Column): Column {
  const shared = new SharedArrayBuffer(column.byteLength * 2);
  const grown = sameKind(column, shared);
  grown.set(column);
  return grown;
}

function sameKind(column: Column, shared: SharedArrayBuffer): Column {
  if (column instanceof Float64Array) return new Float64Array(shared);
  return column instanceof Uint32Array ? new Uint32Array(shared) : new Uint8Array(shared);
}
