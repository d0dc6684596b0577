import type { SettingPath } from '../jsonPointer.js';
import { atEnd } from './relocate.js';

/**
 * Looks new places up in a table of patterns, keys parted by slashes. A `*` stands for any one key, and each `*` of the
 * new place for the key that the same `*` of the pattern met. A `-` at the end of a new place appends to a list.
 */
export function homeTable(
  table: Readonly<Record<string, string>>,
  options: { readonly anyCase?: boolean } = {},
): (path: SettingPath) => SettingPath | undefined {
  const fold = (key: string): string => (options.anyCase ? key.toLowerCase() : key);
  const rows = Object.entries(table).map(([pattern, home]) => ({
    pattern: pattern.split('/').map(fold),
    home: home.split('/').map((key) => (key === '-' ? atEnd : key)),
  }));
  return (path) => {
    const row = rows.find(({ pattern }) => {
      return (
        pattern.length === path.length &&
        pattern.every((key, at) => key === '*' || key === fold(path[at] ?? ''))
      );
    });
    if (!row) return undefined;
    const met = path.filter((_, at) => row.pattern[at] === '*');
    return row.home.map((key) => (key === '*' ? (met.shift() ?? key) : key));
  };
}
