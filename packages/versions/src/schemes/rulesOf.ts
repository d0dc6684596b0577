import type { VersionScheme } from '../versionScheme.js';
import { pep440Rules } from './pep440Rules.js';
import { plainRules } from './plainRules.js';
import type { SchemeRules } from './SchemeRules.js';
import { semverRules } from './semverRules.js';

const rules: Readonly<Record<VersionScheme, SchemeRules<unknown>>> = {
  pep440: pep440Rules,
  semver: semverRules,
  plain: plainRules,
};

/** What there is to know about a scheme's versions. What one scheme parsed must not be given to another. */
export function rulesOf(scheme: VersionScheme): SchemeRules<unknown> {
  return rules[scheme];
}
