/**
 * The last value that one of `keys` has in a section of an INI text, as Python's `configparser` reads it: indented lines
 * below a key go on with its value.
 */
export function iniValue(text: string, section: string, keys: readonly string[]): string | undefined {
  let current = '';
  let found: string | undefined;
  let isOpen = false;
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim();
    const cut = line.search(/[=:]/);
    const isKey = cut > 0 && !/^[#;\s[]/.test(line);
    if (heading !== undefined) current = heading;
    if (heading !== undefined || isKey) {
      isOpen = isKey && current === section && keys.includes(line.slice(0, cut).trim().toLowerCase());
      if (isOpen) found = line.slice(cut + 1).trim();
    } else if (isOpen && /^\s+[^#;\s]/.test(line)) found = `${found}\n${line.trim()}`;
  }
  return found?.trim() || undefined;
}
