import { createRequire } from 'node:module';
import type * as pep440 from '@renovatebot/pep440';
import { compareNumerals } from './compareNumerals.js';
import { maxVersionLength, type SchemeRules, type VersionOrder } from './SchemeRules.js';

type Pep440Library = Pick<typeof pep440, 'compare' | 'parse'>;

interface Pep440 {
  /** The version without its local part. */
  readonly shared: string;
  /** What follows the `+`, split and in lower case. */
  readonly local: readonly string[];
  readonly prerelease: boolean;
}

/**
 * https://peps.python.org/pep-0440. The library reads some local parts as other numbers than they are (`0x10` as 16,
 * `1e3` as 1000), so they are compared here; numbers too large for it make a version one that cannot be ordered.
 */
export const pep440Rules: SchemeRules<Pep440> = {
  parse(text) {
    if (text.length > maxVersionLength) return undefined;
    const [shared = '', local] = text.trim().split('+', 2);
    const parsed = loadPep440().parse(text.trim());
    if (!parsed || /[1-9]\d{15}/.test(shared)) return undefined;
    return {
      shared,
      local: local === undefined ? [] : local.toLowerCase().split(/[-_.]/),
      prerelease: Boolean(parsed.pre) || Boolean(parsed.dev),
    };
  },
  compare(a, b) {
    const order = loadPep440().compare(a.shared, b.shared);
    if (order !== 0) return order < 0 ? -1 : 1;
    return compareLocal(a.local, b.local);
  },
  isPrerelease: (version) => version.prerelease,
};

/** Numbers come after texts; of two that begin alike the longer one is newer. */
function compareLocal(a: readonly string[], b: readonly string[]): VersionOrder {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const numbers = [left, right].map((part) => /^\d+$/.test(part));
    if (numbers[0] !== numbers[1]) return numbers[0] ? 1 : -1;
    const order = numbers[0] ? compareNumerals(left, right) : left < right ? -1 : left > right ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Loaded when the first version is compared. A bundler sees the plain `require` and takes the library along, still
 * unevaluated; unbundled modules have none.
 */
function loadPep440(): Pep440Library {
  if (typeof require === 'function') return require('@renovatebot/pep440') as Pep440Library;
  return createRequire(import.meta.url)('@renovatebot/pep440') as Pep440Library;
}
