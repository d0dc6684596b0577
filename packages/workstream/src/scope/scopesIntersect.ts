import type { ScopePart, ScopePattern } from './parseScope.js';

/**
 * Whether there can be a path that both patterns cover. Two parts with wildcards are taken to meet when their fixed
 * beginnings and ends agree, so that an answer of `false` is certain.
 */
export function scopesIntersect(first: ScopePattern, second: ScopePattern): boolean {
  return meet(first.parts, 0, second.parts, 0);
}

function meet(first: readonly ScopePart[], a: number, second: readonly ScopePart[], b: number): boolean {
  const [left, right] = [first[a], second[b]];
  if (!left && !right) return true;
  if (!left) return coversBelow(first, second.slice(0, b)) || onlyDeep(second, b);
  if (!right) return coversBelow(second, first.slice(0, a)) || onlyDeep(first, a);
  if (left.kind === 'deep') return meet(first, a + 1, second, b) || meet(first, a, second, b + 1);
  if (right.kind === 'deep') return meet(first, a, second, b + 1) || meet(first, a + 1, second, b);
  return partsMeet(left, right) && meet(first, a + 1, second, b + 1);
}

/**
 * Whether a pattern, met to its end by the beginning of another, covers what the other has below that. A name with an
 * extension is taken for a file, unless the other pattern spells out the same path as a folder.
 */
function coversBelow(parts: readonly ScopePart[], met: readonly ScopePart[]): boolean {
  const last = parts.at(-1);
  if (last?.kind !== 'name') return false;
  const spelledOut = met.length === parts.length && met.every(({ kind }) => kind === 'name');
  return spelledOut || !/[^.]\.[^.]+$/.test(last.text);
}

function onlyDeep(parts: readonly ScopePart[], from: number): boolean {
  return parts.slice(from).every(({ kind }) => kind === 'deep');
}

function partsMeet(
  left: Exclude<ScopePart, { kind: 'deep' }>,
  right: Exclude<ScopePart, { kind: 'deep' }>,
): boolean {
  if (left.kind === 'name') {
    return right.kind === 'name' ? left.text === right.text : right.matches.test(left.text);
  }
  if (right.kind === 'name') return left.matches.test(right.text);
  const heads = left.head.startsWith(right.head) || right.head.startsWith(left.head);
  return heads && (left.tail.endsWith(right.tail) || right.tail.endsWith(left.tail));
}
