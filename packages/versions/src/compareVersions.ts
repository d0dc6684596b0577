import { rulesOf } from './schemes/rulesOf.js';
import type { VersionOrder } from './schemes/SchemeRules.js';
import type { VersionScheme } from './versionScheme.js';

/**
 * -1 when `a` is older than `b`, 1 when it is newer, 0 when they are equal; undefined when they differ and the scheme
 * cannot order them. Spaces around a version do not count. Never throws.
 */
export function compareVersions(scheme: VersionScheme, a: string, b: string): VersionOrder | undefined {
  // Most comparisons are of equal texts, and need no library.
  if (a.trim() === b.trim()) return 0;
  const rules = rulesOf(scheme);
  const left = rules.parse(a);
  const right = left === undefined ? undefined : rules.parse(b);
  return right === undefined ? undefined : rules.compare(left, right);
}
