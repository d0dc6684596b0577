import { rulesOf } from './schemes/rulesOf.js';
import type { VersionScheme } from './versionScheme.js';

/**
 * Whether a text is one version, with or without a leading `v`: no range, no tag, no spaces. A version that the scheme
 * can read and cannot order, such as one with a number of twenty digits, is none.
 */
export function isExactVersion(scheme: VersionScheme, text: string): boolean {
  if (!/^v?\d\S*$/i.test(text)) return false;
  if (scheme === 'plain' && /(?:^|\.)x(?:\.|$)/i.test(text)) return false;
  return rulesOf(scheme).parse(text) !== undefined;
}
