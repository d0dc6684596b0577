/** The last value that one of `keys` has in a section of an INI text, as Python's `configparser` reads it. */
export function iniValue(text: string, section: string, keys: readonly string[]): string | undefined {
  let current = '';
  let found: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    current = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim() ?? current;
    const cut = line.search(/[=:]/);
    if (current !== section || cut < 0 || /^[#;\s[]/.test(line)) continue;
    const [key, value] = [line.slice(0, cut), line.slice(cut + 1)].map((part) => part.trim());
    if (value && keys.includes(key?.toLowerCase() ?? '')) found = value;
  }
  return found;
}
