import type { FailureReason } from '@aim/core';

/** Texts a tool or its provider's API is known to print, and what they mean. The first that matches wins. */
export type FailurePatterns = ReadonlyArray<readonly [RegExp, FailureReason]>;

/**
 * Wordings the providers' APIs share, for text that comes from a tool itself (its error stream or an error field),
 * never for text a model wrote. Quota precedes billing because OpenAI's quota error mentions billing, and both
 * precede the rate limit because they share its HTTP status.
 */
export const apiFailurePatterns: FailurePatterns = [
  [
    /insufficient_quota|exceeded your current quota|quota exceeded|exhausted your .{0,200}quota|usage limit|(?<!rate[ -])\blimit reached/i,
    'quota',
  ],
  [/\b402\b|payment required|credit balance|insufficient (funds|credits|balance)|billing/i, 'billing'],
  [
    /context[ _-]?(length|window)|prompt is too long|maximum context|too many (input )?tokens|token count .{0,200}exceeds/i,
    'context_too_long',
  ],
  [/\b429\b|rate[ _-]?limit|too many requests|resource[ _]?(has been )?exhausted/i, 'rate_limited'],
  [/\b(503|529)\b|overloaded|at capacity|service unavailable/i, 'overloaded'],
  [
    /\b40[13]\b|unauthori[sz]ed|forbidden|api[ _-]?key|authenticat|not logged in|log ?in\b|\bauth\b|credential/i,
    'auth',
  ],
];

/** The reason a tool's own error text gives away. */
export function matchFailure(text: string, patterns: FailurePatterns): FailureReason | undefined {
  return patterns.find(([pattern]) => pattern.test(text))?.[1];
}

/** What an HTTP status of a model provider means. */
export function reasonOfStatus(status: unknown): FailureReason | undefined {
  switch (status) {
    case 401:
    case 403:
      return 'auth';
    case 402:
      return 'billing';
    case 413:
      return 'context_too_long';
    case 429:
      return 'rate_limited';
    case 502:
    case 503:
    case 529:
      return 'overloaded';
    default:
      return undefined;
  }
}
