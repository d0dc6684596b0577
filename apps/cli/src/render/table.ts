import cliui from 'cliui';
import stringWidth from 'string-width';
import type { TextStyle } from '../result.js';

export interface TableContent {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const gap = 2;
const narrowest = 12;

/** A table without lines that fits the terminal: the widest columns are wrapped, wide characters counted as two. */
export function renderTable({ head, rows }: TableContent, { colors, columns }: TextStyle): string {
  const natural = head.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(widestLine)),
  );
  const widths = fit(natural, columns);
  const table = cliui({ width: total(widths), wrap: false });
  const add = (row: readonly string[]): number => {
    const cells = widths.map((width, index) => wrap(row[index] ?? '', width));
    table.div(
      ...cells.map((lines, index) => ({ text: lines.join('\n'), width: (widths[index] ?? 0) + gap })),
    );
    return Math.max(...cells.map((lines) => lines.length));
  };
  const titleLines = add(head);
  for (const row of rows) add(row);
  const lines = table.toString().split('\n');
  return lines.map((line, index) => (index < titleLines ? colors.bold(line) : line)).join('\n');
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

/** Narrows the widest column, again and again, until the table fits or nothing can be narrowed. */
function fit(natural: readonly number[], columns: number): number[] {
  const widths = natural.map((width) => Math.max(width, 1));
  while (total(widths) > columns) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= narrowest) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
}

/** Breaks a cell that is wider than its column; a path has no spaces to break at. */
function wrap(cell: string, width: number): readonly string[] {
  return cell.split('\n').flatMap((line) => {
    if (stringWidth(line) <= width) return [line];
    const lines: string[] = [];
    let current = '';
    for (const character of line) {
      if (stringWidth(current + character) > width) {
        const space = current.lastIndexOf(' ');
        const cut = space > width / 2 ? space + 1 : current.length;
        lines.push(current.slice(0, cut).trimEnd());
        current = current.slice(cut);
      }
      current += character;
    }
    return [...lines, current];
  });
}
