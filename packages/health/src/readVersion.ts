/** Major and minor number of the first version in a text such as `Python 3.11.2` or `v20.19.0`. */
export function readVersion(text: string): { readonly major: number; readonly minor: number } | undefined {
  const [, major, minor] = /(?<![\d.])(\d{1,6})\.(\d{1,6})(?!\d)/.exec(text) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
}

/** Whether the first version in the text is at least this one; false when there is none. */
export function isAtLeast(text: string, major: number, minor: number): boolean {
  const found = readVersion(text);
  return found !== undefined && (found.major > major || (found.major === major && found.minor >= minor));
}
