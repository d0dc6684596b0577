import { isExactVersion } from './isExactVersion.js';
import type { VersionScheme } from './versionScheme.js';

/** Why a text is no pin: `problem` continues "… is "^3.0.0", ", `hint` is a sentence. */
export interface PinProblem {
  readonly problem: string;
  readonly hint: string;
}

/** The exact version a pin names, or why it names none. */
export function readPin(scheme: VersionScheme, text: string): string | PinProblem {
  const bare = text.trim().replace(/^={1,3}\s*/, '');
  if (isExactVersion(scheme, bare)) return scheme === 'plain' ? bare : bare.replace(/^v/i, '');
  if (scheme === 'semver' && /^v?\d+(?:\.\d+)?$/i.test(bare)) {
    return {
      problem: 'which is a range: a version there has three numbers',
      hint: 'Write all three numbers, such as 3.4.2.',
    };
  }
  const example = scheme === 'semver' ? '3.4.2' : '0.14.1';
  if (/[<>^~*|,!\s]|(?:^|\.)x(?:\.|$)/i.test(bare)) {
    return {
      problem: 'which is a range',
      hint: `A pin is one exact version: write one, such as ${example}.`,
    };
  }
  return {
    problem: 'which is not an exact version',
    hint: `Write one exact version, such as ${example}; leave the pin empty for the newest release.`,
  };
}
