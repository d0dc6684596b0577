/** A setting's place: keys and list positions, outermost first. */
export type SettingPath = readonly string[];

/** Writes a path as a JSON pointer (RFC 6901); the whole document is the empty string. */
export function formatPointer(path: SettingPath): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Reads a JSON pointer; the inverse of {@link formatPointer}. */
export function parsePointer(pointer: string): SettingPath {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
