import { describe, expect, it } from 'vitest';
import { renderHealthMarkdown } from '../../src/report/renderHealthMarkdown.js';
import { sampleReport } from '../support/sampleReport.js';

const page = renderHealthMarkdown(sampleReport);
const lines = page.split('\n');

describe('renderHealthMarkdown', () => {
  it('begins with the result and one row for each check', () => {
    expect(lines.slice(0, 3)).toEqual([
      '# Health report: unhealthy',
      '',
      '2026-01-02T03:04:05.000Z: 1 passed, 1 warning(s), 1 failed',
    ]);
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table.slice(0, 4)).toEqual([
      '| | check | result |',
      '|---|---|---|',
      '| pass | Configuration | All good |',
      '| warn | Python | Too old |',
    ]);
    // Only the bars between cells are not escaped.
    for (const row of table.slice(2)) expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
    expect(table).toHaveLength(5);
  });

  it('gives each check a section with its details', () => {
    expect(page).toContain(
      '## Configuration (config): pass\n\nAll good\n\n```json\n{\n  "version": "1.0.0"\n}\n```',
    );
    expect(page).toContain('## Python (python): warn\n\nToo old\n');
    expect(page).toContain('To mend it: ');
  });

  it('lets no text mean anything', () => {
    const prose = page.replaceAll(/^(`{3,})json\n[\s\S]*?\n\1$/gm, '');
    expect(prose).not.toMatch(/(?<!\\)<script/);
    expect(prose).not.toMatch(/(?<!\\)`/);
    expect(page).not.toContain('\u001b');
    expect(page).not.toContain('\u202e');
  });

  it('ends with one line break', () => {
    expect(page).toMatch(/[^\n]\n$/);
  });
});
