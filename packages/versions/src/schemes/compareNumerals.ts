import type { VersionOrder } from './SchemeRules.js';

/** Compares two runs of digits by value, however long they are. */
export function compareNumerals(a: string, b: string): VersionOrder {
  const left = a.replace(/^0+(?=\d)/, '');
  const right = b.replace(/^0+(?=\d)/, '');
  if (left === right) return 0;
  if (left.length !== right.length) return left.length < right.length ? -1 : 1;
  return left < right ? -1 : 1;
}
