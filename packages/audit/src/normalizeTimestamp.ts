const known = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?(Z?)$/i;

/**
 * A timestamp as UTC with `Z` and milliseconds. Accepts any number of fraction digits, `Z`, offsets, and the
 * `+00:00Z` of the old pipeline; without a zone it is taken for UTC. Anything else is returned as it is.
 */
export function normalizeTimestamp(timestamp: string): string {
  const match = known.exec(timestamp.trim());
  if (match === null) return timestamp;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const instant = Date.parse(`${date}T${time}.${milliseconds}${withColon(zone)}`);
  return Number.isNaN(instant) ? timestamp : new Date(instant).toISOString();
}

function withColon(zone: string): string {
  return zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
}
