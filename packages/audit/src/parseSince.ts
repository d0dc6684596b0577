import { auditError } from './errors.js';
import { normalizeTimestamp } from './normalizeTimestamp.js';

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * The moment that a text means: a span before `now` (`30m`, `1h`, `1d`, `1w`), a date, or an ISO timestamp; without a
 * zone it is UTC.
 *
 * @throws AimError AUDIT_SINCE_INVALID for anything else.
 */
export function parseSince(text: string, now: Date): Date {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const spanMs = unitMs[unit];
  if (count !== undefined && spanMs !== undefined) return new Date(now.getTime() - Number(count) * spanMs);
  const timestamp = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  const instant = new Date(normalizeTimestamp(timestamp));
  if (/^\d{4}-\d\d-\d\dT/.test(timestamp) && !Number.isNaN(instant.getTime())) return instant;
  throw auditError('AUDIT_SINCE_INVALID', `"${text.slice(0, 40)}" is not a point in time.`, {
    hint: 'Give a span such as 30m, 1h, 1d or 1w, a date such as 2025-11-20, or an ISO timestamp.',
  });
}
