import { redacted } from './redactText.js';

export interface Redaction {
  readonly isSensitive: (name: string) => boolean;
  /** Applied to every text, the names of properties included. */
  readonly text: (text: string) => string;
}

const maxDepth = 64;

/**
 * A copy of a JSON value without what a sensitive name stands before. Of that, truth values and what is empty stay,
 * since they hold nothing.
 */
export function redactValue(value: unknown, redaction: Redaction, depth = 0): unknown {
  if (typeof value === 'string') return redaction.text(value);
  if (typeof value === 'number' || typeof value === 'bigint') return redactNumber(value, redaction);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return redacted;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, redaction, depth + 1));
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => [
    redaction.text(name),
    redaction.isSensitive(name) && !isEmpty(item) ? redacted : redactValue(item, redaction, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

// A secret may be a number; masked, it has to be a text for the bundle to stay JSON.
function redactNumber(value: number | bigint, { text }: Redaction): number | string {
  const written = String(value);
  const masked = text(written);
  return masked === written && typeof value === 'number' ? value : masked;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || typeof value === 'boolean';
}
