/** The complete types that a signature is made of: `sa{ss}` is `s` and `a{ss}`. */
export function splitSignature(signature: string): readonly string[] {
  const types: string[] = [];
  for (let start = 0; start < signature.length; ) {
    const end = typeEnd(signature, start);
    types.push(signature.slice(start, end));
    start = end;
  }
  return types;
}

function typeEnd(signature: string, start: number): number {
  const first = signature[start] ?? '';
  if (first === 'a') return typeEnd(signature, start + 1);
  if (first !== '(' && first !== '{') return start + 1;
  let depth = 0;
  for (let index = start; index < signature.length; index += 1) {
    if ('({'.includes(signature[index] ?? '')) depth += 1;
    else if (')}'.includes(signature[index] ?? '')) depth -= 1;
    if (depth === 0) return index + 1;
  }
  throw new Error(`the D-Bus signature ${signature} is not complete`);
}

/** What a value of this type begins at a multiple of. */
export function alignmentOf(type: string): number {
  const first = type[0] ?? '';
  if ('ygv'.includes(first)) return 1;
  if ('nq'.includes(first)) return 2;
  return 'xtd({'.includes(first) ? 8 : 4;
}
