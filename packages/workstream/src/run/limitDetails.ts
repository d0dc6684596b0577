const longestText = 4096;
const mostEntries = 200;
const deepest = 6;

/** A copy fit to be kept: of long texts the end, of long lists the beginning. */
export function limitDetails(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return tail(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, mostEntries).map((entry) => limitDetails(entry, depth + 1));
  const entries = Object.entries(value).slice(0, mostEntries);
  return Object.fromEntries(entries.map(([key, entry]) => [key, limitDetails(entry, depth + 1)]));
}

export function tail(text: string, length = longestText): string {
  return text.length <= length ? text : `…${text.slice(-length)}`;
}
