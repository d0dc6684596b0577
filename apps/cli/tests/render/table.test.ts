import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/colors.js';
import { renderTable, type TableContent } from '../../src/render/table.js';

const colors = await colorsFor(false);
const render = (content: TableContent, columns = 80): string[] =>
  renderTable(content, { colors, columns }).split('\n');
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => stringWidth(line)));

describe('renderTable', () => {
  it('aligns columns without lines, and leaves no spaces at the end', () => {
    expect(
      render({
        head: ['A', 'Long'],
        rows: [
          ['one', 'x'],
          ['fourteen', ''],
        ],
      }),
    ).toEqual(['A         Long', 'one       x', 'fourteen']);
  });

  it('counts wide characters as two', () => {
    const lines = render({
      head: ['名前', 'B'],
      rows: [
        ['鍵鍵鍵', 'x'],
        ['a', 'y'],
      ],
    });
    expect(lines).toEqual(['名前    B', '鍵鍵鍵  x', 'a       y']);
  });

  it('breaks a long path, which has no spaces, and loses nothing of it', () => {
    const path = `/${'deep/'.repeat(40)}file`;
    const lines = render({ head: ['Tool', 'Path'], rows: [['one', path]] }, 60);
    expect(widest(lines)).toBeLessThanOrEqual(60);
    expect(
      lines
        .slice(1)
        .map((line) => line.slice(6))
        .join(''),
    ).toBe(path);
  });

  it('breaks text at spaces where it can', () => {
    const lines = render({ head: ['Why'], rows: [['several words that do not fit']] }, 16);
    expect(lines.slice(1)).toEqual(['several words', 'that do not fit']);
  });

  it('keeps the lines of a cell', () => {
    expect(render({ head: ['A', 'B'], rows: [['1\n2', 'x']] })).toEqual(['A  B', '1  x', '2']);
  });

  it('fits any content into any reasonable width', () => {
    const cell = fc
      .string({ unit: 'grapheme-composite', maxLength: 60 })
      .map((text) => text.replace(/\p{C}/gu, ''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 4 }),
        fc.integer({ min: 45, max: 120 }),
        (rows, columns) => {
          expect(widest(render({ head: ['One', 'Two', 'Three'], rows }, columns))).toBeLessThanOrEqual(
            columns,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a coloured table', () => {
  it('has whole colour codes in the head, also where it is narrow', async () => {
    const bright = await colorsFor(true);
    const content = { head: ['Name', 'Description of it'], rows: [['a', bright.dim('b')]] };
    for (const columns of [80, 20, 12]) {
      const shown = renderTable(content, { colors: bright, columns });
      expect(shown.replaceAll(/\u001B\[\d+m/g, '')).not.toMatch(/\u001B|\[\d*m|^m$/m);
      const lines = shown.split('\n');
      expect(lines[0]).toMatch(/^\u001B\[1mName.*\u001B\[22m$/);
      expect(lines.at(-1)).not.toContain('\u001B[1m');
    }
  });
});
