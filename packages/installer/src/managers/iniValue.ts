/** The last value that one of `keys` has in a section of an INI text, as Python's `configparser` reads it. */
export function iniValue(text: string, section: string, keys: readonly string[]): string | undefined {
  let current = '';
  let found: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    current = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim() ?? current;
    const [, key = '', value = ''] = /^([^#;\s=:[][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (current === section && value !== '' && keys.includes(key.toLowerCase())) found = value;
  }
  return found;
}
