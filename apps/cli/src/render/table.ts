import Table from 'cli-table3';
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
  const none = { left: '', right: '', top: '', bottom: '', mid: '' };
  const table = new Table({
    // Cells are broken before they are coloured: a break within a colour code would show it.
    head: head.map((title, index) => eachLine(wrap(title, widths[index] ?? narrowest), colors.bold)),
    colWidths: widths.map((width, index) => (index === widths.length - 1 ? width : width + gap)),
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    chars: {
      ...none,
      middle: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      'left-mid': '',
      'mid-mid': '',
      'right-mid': '',
    },
  });
  for (const row of rows) table.push(row.map((cell, index) => wrap(cell, widths[index] ?? narrowest)));
  return eachLine(table.toString(), (line) => line.trimEnd());
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n');
}

function widestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

/** Narrows the widest column, again and again, until the table fits or nothing can be narrowed. */
function fit(natural: readonly number[], columns: number): number[] {
  const widths = natural.map((width) => Math.max(width, 1));
  const total = (): number => widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  while (total() > columns) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= narrowest) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Breaks a cell that is wider than its column; a path has no spaces to break at. */
function wrap(cell: string, width: number): string {
  return cell
    .split('\n')
    .flatMap((line) => {
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
    })
    .join('\n');
}
