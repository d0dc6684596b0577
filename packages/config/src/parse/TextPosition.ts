import type { SettingPath } from '../jsonPointer.js';

/** A place in a text; both counted from 1, the column in UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Finds where a setting is written; for one that is not, where the nearest setting around it is. */
export type Locator = (path: SettingPath, part?: 'key' | 'value') => TextPosition;

/** The line and column of an offset; `\n`, `\r\n` and a lone `\r` end a line. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const ends = before.match(/\r\n|\n|\r/g)?.length ?? 0;
  return { line: ends + 1, column: offset - lineStart + 1 };
}

/** As {@link positionAt}, for many questions about one text. */
export function positionsIn(text: string): (offset: number) => TextPosition {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  return (offset) => {
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
