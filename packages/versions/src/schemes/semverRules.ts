import { createRequire } from 'node:module';
import type SemVer from 'semver/classes/semver.js';
import type parse from 'semver/functions/parse.js';
import { maxVersionLength, type SchemeRules } from './SchemeRules.js';

/**
 * https://semver.org, read as loosely as npm reads it (`v1.2.3`, `1.2.3beta`). Build metadata does not count. A
 * numeric identifier too large for the library makes a version one that cannot be ordered.
 */
export const semverRules: SchemeRules<SemVer> = {
  parse(text) {
    if (text.length > maxVersionLength) return undefined;
    const version = loadParse()(text, { loose: true });
    const lossy = version?.prerelease.some((part) => typeof part === 'string' && /^\d+$/.test(part));
    return version && !lossy ? version : undefined;
  },
  compare: (a, b) => a.compare(b),
  isPrerelease: (version) => version.prerelease.length > 0,
};

/**
 * Loaded when the first version is compared. A bundler sees the plain `require` and takes the library along, still
 * unevaluated; unbundled modules have none.
 */
function loadParse(): typeof parse {
  if (typeof require === 'function') return require('semver/functions/parse.js') as typeof parse;
  return createRequire(import.meta.url)('semver/functions/parse.js') as typeof parse;
}
