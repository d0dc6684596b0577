import { compareNumerals } from './compareNumerals.js';
import { maxVersionLength, type SchemeRules, type VersionOrder } from './SchemeRules.js';

interface Part {
  /** The digits the part begins with. */
  readonly number: string;
  /** -1: what follows the digits makes it a release to come; 0: nothing follows; 1: a revision. */
  readonly rank: VersionOrder;
  readonly rest: readonly string[];
}

const preliminary =
  /^[-._+~]?(?:~|(?:alpha|beta|rc|pre|preview|dev|nightly|canary|insiders?|snapshot)(?![a-z])|[ab]\d)/;

const zero: Part = { number: '0', rank: 0, rest: [] };

/**
 * Numbers between dots, compared by value, with whatever follows them, as winget and Homebrew do: `1.0` equals
 * `1.0.0`, `1.0-beta` comes before `1.0`, and `1.1.1w` and `3.12_1` come after `1.1.1` and `3.12`.
 */
export const plainRules: SchemeRules<readonly Part[]> = {
  parse(text) {
    const version = text.trim().toLowerCase();
    if (version.length > maxVersionLength || !/^v?\d[a-z\d.+~_-]*$/.test(version)) return undefined;
    return version.replace(/^v/, '').split('.').map(partOf);
  },
  compare(a, b) {
    for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
      const order = compareParts(a[index] ?? zero, b[index] ?? zero);
      if (order !== 0) return order;
    }
    return 0;
  },
  isPrerelease: (version) => version.some((part) => part.rank < 0),
};

function partOf(text: string): Part {
  const number = /^\d*/.exec(text)?.[0] ?? '';
  const rest = text.slice(number.length);
  return {
    number: number || '0',
    rank: rest === '' ? 0 : preliminary.test(rest) ? -1 : 1,
    rest: rest.match(/\d+|[a-z]+|[^a-z\d]+/g) ?? [],
  };
}

function compareParts(a: Part, b: Part): VersionOrder {
  const order = compareNumerals(a.number, b.number);
  if (order !== 0) return order;
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return compareRests(a.rest, b.rest);
}

function compareRests(a: readonly string[], b: readonly string[]): VersionOrder {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [left, right] = [a[index], b[index]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const order = compareTokens(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

function compareTokens(a: string, b: string): VersionOrder {
  const numbers = [a, b].map((token) => /^\d/.test(token));
  if (numbers[0] !== numbers[1]) return numbers[0] ? 1 : -1;
  if (numbers[0]) return compareNumerals(a, b);
  return a === b ? 0 : a < b ? -1 : 1;
}
