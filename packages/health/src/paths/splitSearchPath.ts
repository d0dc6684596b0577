/** The entries of a `PATH` as they are written, empty ones included: an empty entry means the working directory. */
export function splitSearchPath(value: string, platform: NodeJS.Platform): readonly string[] {
  if (value === '') return [];
  if (platform !== 'win32') return value.split(':');
  // An entry may be quoted, and inside the quotes a semicolon is a character like any other. A semicolon at the end
  // is customary there, and Windows skips what is empty.
  const entries = value.match(/(?:"[^"]*"?|[^;"])+/g) ?? [];
  return entries.map((entry) => entry.replaceAll('"', '').trim()).filter((entry) => entry !== '');
}
