/** A scope entry with `/` between its parts, without `./` and doubled separators. */
export function normalizeScope(entry: string): string {
  const parts = entry.trim().replaceAll('\\', '/').split('/');
  return parts.filter((part) => part !== '' && part !== '.').join('/') || '.';
}
